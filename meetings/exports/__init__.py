"""Formats: the public form of a meeting in, bytes out. No request, no queries.

``published`` says what a builder is given; ``citations``, ``calendar``, ``jsonld`` and ``document`` build one
format each, and ``formats`` is the table of them all. Everything is written in English, so that a file is
the same for whoever asks for it.
"""
