"""The public record: the one public form, its editions and their hash chain, and the cards of lists.

What is public is decided here and nowhere else. ``form`` makes the public form of a meeting from the
editors' rows; ``editions`` stores it, numbered and chained; ``cards`` turns the newest edition into what
lists and facets read; ``references`` brings the linked names of a stored form up to date.
"""
