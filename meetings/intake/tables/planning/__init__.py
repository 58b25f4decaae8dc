"""From the rows of a file to what becomes of each, with nothing written."""

from .plan import Plan, plan_of
from .profile import Profile, ProfileError, profile_of, read_profile
from .results import Counts, Fate, PlannedMeeting, PlannedParty, PlannedRow, Problem, Said
from .surnames import Asked

__all__ = [
    "Asked",
    "Counts",
    "Fate",
    "Plan",
    "PlannedMeeting",
    "PlannedParty",
    "PlannedRow",
    "Problem",
    "Profile",
    "ProfileError",
    "Said",
    "plan_of",
    "profile_of",
    "read_profile",
]
