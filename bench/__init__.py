"""The performance table: ``make bench`` (``SIZE=10k``, ``100k``, ``1m`` or ``10m``, ``WHAT=table``).

``run`` measures one part and has ``document`` write its section of ``docs/benchmarks.md``. ``data`` makes the
archives and keeps them (``BENCH_FOLDER``), ``copying`` and ``flat`` fill PostgreSQL and Datasette with the
same, ``servers`` and ``peers`` run what answers, ``questions`` chooses what is asked, ``client`` asks,
``measuring`` asks everybody in turn, ``truth`` compares every figure with SQL, ``report`` and ``bar`` write.
``settings``, ``urls`` and ``forgetting`` are the archive's own, with an address that does nothing beside its
pages. Nothing is left running.
"""
