"""From the rows of a file to what becomes of each, with nothing written."""

from .plan import Plan, plan_of
from .profile import Profile, ProfileError, profile_of, read_profile
from .results import Counts, Fate, PlannedMeeting, PlannedParty, PlannedRow, Problem, Said

__all__ = [
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
