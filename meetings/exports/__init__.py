"""Formats: what is public in, bytes out. No request, no queries.

``published`` says what a builder of one meeting's formats is given; ``citations``, ``calendar``, ``jsonld``
and ``document`` build one format each, and ``formats`` is the table of them all. Of lists, ``table`` makes
the rows that ``delimited`` and ``workbook`` write, ``calendar`` and ``document`` take many meetings as well
as one, and ``atom`` writes a page of a feed; docs/exports.md says what they hold. Everything is written in
English, so that a file is the same for whoever asks for it.
"""
