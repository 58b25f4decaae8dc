"""Forms of the editors' desk: what is typed becomes rows, or a word beside the field that cannot take it.

Nothing here knows a request. ``admin`` and later ways of entering meetings use these forms; what spans
tables is left to ``workflow``.
"""
