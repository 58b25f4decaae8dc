"""Harvesting by the Open Archives Initiative Protocol for Metadata Harvesting, version 2.0.

``asking`` reads a request, ``records`` finds what it asks for, ``answering`` writes the answer.
https://www.openarchives.org/OAI/openarchivesprotocol.html
"""

from meetings.views.oai.answering import oai, schema

__all__ = ["oai", "schema"]
