"""Where two entries of one thing are sought: by names, titles, addresses, texts and days.

Never each with each: only entries that share a key are compared, and a key that too many share is passed
over, so that the work grows with the archive and not with its square.
"""

from .candidates import MOST, Candidate
from .days import meetings
from .documents import sources
from .names import named
from .titles import offices

__all__ = ["MOST", "Candidate", "meetings", "named", "offices", "sources"]
