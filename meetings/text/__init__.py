"""Text: the form in which the archive stores it, signs of damage, and places in it. No queries."""

from .cleaning import clean_line, clean_text, lower_first, upper_first
from .damage import has_lost_characters, looks_double_encoded
from .spans import Span, find, from_utf16, whole

__all__ = [
    "Span",
    "clean_line",
    "clean_text",
    "find",
    "from_utf16",
    "has_lost_characters",
    "looks_double_encoded",
    "lower_first",
    "upper_first",
    "whole",
]
