"""The whole public record as files: written as dated dumps, listed, loaded into an empty archive.

``tables`` says which tables a dump has and what their columns mean; ``records`` and ``entries`` give their
rows, which is all that decides what is in a dump; ``packing`` writes them as files, and ``publishing`` puts
a finished dump in its place. ``catalogue`` lists the dumps that are there. ``checking`` proves one before
``loading`` makes an archive of it. docs/data.md tells readers the same in words.
"""
