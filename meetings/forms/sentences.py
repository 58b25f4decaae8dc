"""What the database refuses, said to an editor.

The constraints of the models have names for the database; a form answers with a sentence beside the field
that can be mended.
"""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import CheckConstraint
from django.utils.translation import gettext_lazy as _

_REVERSED = _("The end lies before the start.")

#: For each constraint that an editor's row can break: the field the sentence stands beside, and the sentence.
SENTENCES = {
    "appointment_interval": ("end", _REVERSED),
    "country_interval": ("exists_until", _REVERSED),
    "organisation_interval": ("dissolved", _REVERSED),
    "other_name_interval": ("valid_until", _REVERSED),
    "country_alpha_2_unique": ("alpha_2", _("Another country that still exists has this code.")),
    "country_alpha_3_unique": ("alpha_3", _("Another country that still exists has this code.")),
    "country_numeric_unique": ("numeric", _("Another country that still exists has this number.")),
    "country_alpha_4_unique": ("alpha_4", _("Another country has this code.")),
    "meeting_time_has_zone": ("timezone", _("A time of day needs the time zone it was read in.")),
    "occasion_not_its_own_parent": ("parent", _("An occasion cannot be a part of itself.")),
    "office_of_country_or_organisation": (
        None,
        _("An office belongs to a country or to an organisation: choose one of the two."),
    ),
    "participation_of_somebody": (
        None,
        _("Say who took part: a person, a country or an organisation. One of the three is enough."),
    ),
    "person_not_merged_into_itself": (None, _("A person cannot be merged into themselves.")),
    "place_coordinates": (
        None,
        _("Give both latitude (-90 to 90) and longitude (-180 to 180), or neither."),
    ),
    "source_url_unique": ("url", _("The archive already has a source with this address.")),
    "statement_says_something": (
        None,
        _("A statement needs a value, the words as printed, or a quotation."),
    ),
    "statement_span": ("quote", _("The place of the quotation in the source is not possible.")),
    "succession_of_two": ("successor", _("A country cannot follow itself.")),
    "topic_not_its_own_broader": ("broader", _("A topic cannot be broader than itself.")),
}


def said(model, error_dict: dict) -> list[tuple[str | None, object]]:
    """Errors of a form as (field, error), with the sentence in place of a constraint's name."""
    named = {
        str(constraint.get_violation_error_message()): SENTENCES[constraint.name]
        for constraint in model._meta.concrete_model._meta.constraints
        if constraint.name in SENTENCES
    }
    found = []
    for field, errors in error_dict.items():
        for error in errors:
            beside = None if field == NON_FIELD_ERRORS else field
            found.append(named.get(str(error.messages[0]), (beside, error)))
    return found


def check_constraints(model) -> list[CheckConstraint]:
    """The constraints that concern one row by itself."""
    constraints = model._meta.concrete_model._meta.constraints
    return [constraint for constraint in constraints if isinstance(constraint, CheckConstraint)]
