"""The programming interface: what the pages show, as JSON for programs (docs/api.md).

The only importer of Django REST framework; without ``ARCHIVE_API`` nothing of this package is loaded.

``middleware`` gives every answer below ``/api/`` its common headers and every failure its form; ``problems``,
``throttling``, ``negotiation`` and ``parameters`` are what a request meets before a view; ``objects`` makes
plain data of public forms, cards and entries, ``views`` answers, ``schema`` describes it all in OpenAPI.
What is public is not decided here: everything derives from cards, editions and what is ``published()``.
"""
