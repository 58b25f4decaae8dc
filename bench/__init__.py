"""The performance table: ``make bench`` (``SIZE=10k``, ``100k``, ``1m`` or ``10m``).

``run`` brings everything up, measures and writes ``docs/benchmarks.md``: ``data`` makes the archives,
``servers`` and ``peers`` run what answers, ``questions`` chooses what is asked, ``client`` asks,
``measuring`` asks everybody in turn, ``truth`` compares every figure with SQL, ``report`` writes.
``settings``, ``urls`` and ``forgetting`` are the archive's own, with an address that does nothing beside its
pages. Nothing is left running.
"""
