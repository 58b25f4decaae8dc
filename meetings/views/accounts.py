"""Whose account of a meeting a source is: the ministry's own, the other side's, or that of others."""

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from meetings.models import Organisation
from meetings.vocabulary import OrganisationKind


class Account(TextChoices):
    """Whose account a source is, in the order in which they stand side by side."""

    OURS = "ours", _("Our account")
    THEIRS = "theirs", _("Their account")
    OTHERS = "others", _("Account of others")


def accounts_of(form: dict) -> dict[str, Account]:
    """Whose account each source of a form is, by the source's identifier; at most one query.

    Ours are the publications of a ministry of the archive's country, theirs those of a ministry of another
    country that took part, or of an organisation that took part.
    """
    publishers = {source["id"]: source["publisher"] for source in form["sources"]}
    slugs = {publisher["slug"] for publisher in publishers.values() if publisher}
    found = Organisation.objects.filter(slug__in=slugs, classification=OrganisationKind.MINISTRY)
    governments = dict(found.values_list("slug", "country__code")) if slugs else {}
    countries = {row["country"]["code"] for row in form["participations"] if row["country"]}
    parties = {row["organisation"]["slug"] for row in form["participations"] if row["organisation"]}

    def account(publisher: dict | None) -> Account:
        slug = publisher["slug"] if publisher else None
        if slug in governments and governments[slug] == settings.ARCHIVE_COUNTRY:
            return Account.OURS
        return Account.THEIRS if slug in parties or governments.get(slug) in countries else Account.OTHERS

    return {source: account(publisher) for source, publisher in publishers.items()}
