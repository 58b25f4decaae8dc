"""Reconciliation of names by the Reconciliation Service API, version 0.2.

``queries`` answers which entries names may mean, ``suggesting`` completes what is typed, ``extending`` gives
properties of entries, ``service`` reads requests and writes answers.
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from meetings.views.reconcile.service import (
    entry,
    preview,
    propose_properties,
    reconcile,
    suggest,
)

__all__ = ["entry", "preview", "propose_properties", "reconcile", "suggest"]
