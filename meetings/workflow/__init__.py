"""Every change of a meeting's state: one verb a function, in one transaction, able to say why it refuses.

Each verb takes the meeting and keyword arguments, raises ``Refused`` with all reasons, and returns what it
made. ``by`` is the user who acts (``None`` for the archive itself); ``at`` is the moment, now where left
out. ``why_not`` lists the reasons without doing anything.
"""

from meetings.workflow.copying import copy
from meetings.workflow.deleting import delete
from meetings.workflow.merging import merge
from meetings.workflow.moves import MOVES, Refused, Verb, why_not
from meetings.workflow.preferring import prefer
from meetings.workflow.publishing import correct, publish, send_back, submit
from meetings.workflow.recovering import recover
from meetings.workflow.redacting import redact
from meetings.workflow.scheduling import publish_due, schedule, unschedule
from meetings.workflow.tagging import add_topic
from meetings.workflow.withdrawing import restore, withdraw

__all__ = [
    "MOVES",
    "Refused",
    "Verb",
    "add_topic",
    "copy",
    "correct",
    "delete",
    "merge",
    "prefer",
    "publish",
    "publish_due",
    "recover",
    "redact",
    "restore",
    "schedule",
    "send_back",
    "submit",
    "unschedule",
    "why_not",
    "withdraw",
]
