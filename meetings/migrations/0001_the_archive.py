"""The tables of the archive."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import meetings.models.fields
import meetings.models.meeting
import meetings.models.source


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("public_id", models.PositiveBigIntegerField(editable=False, null=True, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bilateral", "Bilateral meeting"),
                            ("multilateral", "Multilateral meeting"),
                            ("telephone", "Telephone call"),
                            ("video", "Video conference"),
                            ("reception", "Reception"),
                            ("visit", "Visit"),
                            ("other", "Other"),
                        ],
                        default="bilateral",
                        max_length=16,
                    ),
                ),
                (
                    "event_status",
                    models.CharField(
                        choices=[
                            ("held", "Held"),
                            ("scheduled", "Scheduled"),
                            ("postponed", "Postponed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="held",
                        max_length=12,
                    ),
                ),
                ("date", meetings.models.fields.EdtfField(blank=True, default="", max_length=60)),
                ("date_earliest", models.DateField(editable=False, null=True)),
                ("date_latest", models.DateField(editable=False, null=True)),
                ("date_start_latest", models.DateField(editable=False, null=True)),
                ("date_end_earliest", models.DateField(editable=False, null=True)),
                (
                    "date_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stated", "stated by a source"),
                            ("inferred", "inferred from what a source says"),
                            ("bounded_by_occasion", "bounded by the dates of the occasion"),
                            ("publication_only", "known only from a source's date of publication"),
                        ],
                        max_length=24,
                    ),
                ),
                ("start_time", models.TimeField(blank=True, null=True)),
                (
                    "timezone",
                    models.CharField(
                        blank=True, max_length=60, validators=[meetings.models.meeting.validate_timezone]
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted for review"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_reason", meetings.models.fields.ProseField(blank=True, editable=False)),
                ("internal_note", meetings.models.fields.ProseField(blank=True)),
                ("has_unpublished_changes", models.BooleanField(default=False, editable=False)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("lock_version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-date_latest", "-pk"],
                "permissions": [
                    ("submit_meeting", "Can submit a meeting for review"),
                    ("publish_meeting", "Can publish and correct a meeting"),
                    ("withdraw_meeting", "Can withdraw and restore a meeting"),
                    ("merge_meeting", "Can merge meetings"),
                    ("redact_meeting", "Can redact editions where the law orders it"),
                ],
                "indexes": [models.Index(fields=["state", "-date_latest"], name="meeting_state_date")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("date", ""),
                                ("date_earliest__isnull", True),
                                ("date_end_earliest__isnull", True),
                                ("date_latest__isnull", True),
                                ("date_start_latest__isnull", True),
                            ),
                            models.Q(
                                models.Q(("date", ""), _negated=True),
                                ("date_earliest__isnull", False),
                                ("date_end_earliest__isnull", False),
                                ("date_latest__isnull", False),
                                ("date_start_latest__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_date_derived",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_earliest__isnull", True),
                            ("date_latest__isnull", True),
                            ("date_earliest__lte", models.F("date_latest")),
                            _connector="OR",
                        ),
                        name="meeting_interval",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_earliest__isnull", True),
                            ("date_start_latest__isnull", True),
                            ("date_earliest__lte", models.F("date_start_latest")),
                            _connector="OR",
                        ),
                        name="meeting_start_interval",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_end_earliest__isnull", True),
                            ("date_latest__isnull", True),
                            ("date_end_earliest__lte", models.F("date_latest")),
                            _connector="OR",
                        ),
                        name="meeting_end_interval",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            models.Q(("public_id__isnull", False), ("published_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_published_has_identity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meeting_withdrawn_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True), ("state", "withdrawn"), _connector="OR"
                        ),
                        name="meeting_merged_is_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("pk")), _negated=True),
                        name="meeting_not_merged_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_time__isnull", True),
                            models.Q(("timezone", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meeting_time_has_zone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "published", "withdrawn"])),
                        name="meeting_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "bilateral",
                                    "multilateral",
                                    "telephone",
                                    "video",
                                    "reception",
                                    "visit",
                                    "other",
                                ],
                            )
                        ),
                        name="meeting_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("event_status__in", ["held", "scheduled", "postponed", "cancelled"])
                        ),
                        name="meeting_event_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardText",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("words", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="ArchiveState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveBigIntegerField(default=0)),
                ("last_public_id", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="archive_state_single")
                ],
            },
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="card",
                        serialize=False,
                        to="meetings.meeting",
                    ),
                ),
                ("public_id", models.PositiveBigIntegerField(unique=True)),
                ("key", models.PositiveBigIntegerField(null=True, unique=True)),
                ("version", models.PositiveBigIntegerField(db_index=True)),
                ("live", models.BooleanField(default=True)),
                ("date_earliest", models.DateField(null=True)),
                ("date_latest", models.DateField(null=True)),
                ("date_start_latest", models.DateField(null=True)),
                ("date_end_earliest", models.DateField(null=True)),
                ("data", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key__isnull", False), ("live", True)),
                            models.Q(("data", ""), ("key__isnull", True), ("live", False)),
                            _connector="OR",
                        ),
                        name="card_live_has_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Country",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("match_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                (
                    "code",
                    models.CharField(
                        max_length=4,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[a-z]{2}([a-z]{2})?$")],
                    ),
                ),
                (
                    "alpha_2",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        null=True,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{2}$")],
                    ),
                ),
                (
                    "alpha_3",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        null=True,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                (
                    "numeric",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        null=True,
                        validators=[django.core.validators.RegexValidator("^[0-9]{3}$")],
                    ),
                ),
                (
                    "alpha_4",
                    models.CharField(
                        blank=True,
                        max_length=4,
                        null=True,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{4}$")],
                    ),
                ),
                ("name", meetings.models.fields.LineField(max_length=300)),
                ("official_name", meetings.models.fields.LineField(blank=True, max_length=300)),
                ("region", meetings.models.fields.LineField(blank=True, max_length=80)),
                ("subregion", meetings.models.fields.LineField(blank=True, max_length=80)),
                ("exists_from", models.DateField(blank=True, null=True)),
                ("exists_until", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "countries",
                "ordering": ["sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="country_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True), name="country_code_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exists_from__isnull", True),
                            ("exists_until__isnull", True),
                            ("exists_from__lte", models.F("exists_until")),
                            _connector="OR",
                        ),
                        name="country_interval",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("exists_until__isnull", True)),
                        fields=("alpha_2",),
                        name="country_alpha_2_unique",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("exists_until__isnull", True)),
                        fields=("alpha_3",),
                        name="country_alpha_3_unique",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("exists_until__isnull", True)),
                        fields=("numeric",),
                        name="country_numeric_unique",
                    ),
                    models.UniqueConstraint(fields=("alpha_4",), name="country_alpha_4_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountrySuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("renamed", "renamed"),
                            ("dissolved", "dissolved into"),
                            ("united", "united into"),
                            ("separated", "separated from"),
                            ("absorbed", "absorbed by"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="successions",
                        to="meetings.country",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="precedences",
                        to="meetings.country",
                    ),
                ),
            ],
            options={
                "ordering": ["on"],
                "constraints": [
                    models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["renamed", "dissolved", "united", "separated", "absorbed"])
                        ),
                        name="succession_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("published_at", models.DateTimeField()),
                ("form", models.TextField(blank=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("first_publication", "First publication"),
                            ("new_source", "A further source"),
                            ("factual_error", "An error of fact"),
                            ("added_detail", "Added detail"),
                            ("spelling", "Spelling or wording"),
                            ("duplicate", "The same meeting as another record"),
                            ("not_a_meeting", "No meeting took place"),
                            ("legal", "Required by law"),
                            ("privacy", "Protection of a person"),
                            ("restored", "Restored after withdrawal"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", meetings.models.fields.ProseField(blank=True)),
                ("form_sha256", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("redacted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="edition_number_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="edition_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("redacted_at__isnull", True), models.Q(("form", ""), _negated=True)),
                            models.Q(("form", ""), ("redacted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="edition_form_or_redaction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "first_publication",
                                    "new_source",
                                    "factual_error",
                                    "added_detail",
                                    "spelling",
                                    "duplicate",
                                    "not_a_meeting",
                                    "legal",
                                    "privacy",
                                    "restored",
                                    "other",
                                ],
                            )
                        ),
                        name="edition_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveBigIntegerField(unique=True)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("published", "Published"),
                            ("corrected", "Corrected"),
                            ("withdrawn", "Withdrawn"),
                            ("restored", "Restored"),
                            ("redacted", "Redacted"),
                            ("merged", "Merged"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("first_publication", "First publication"),
                            ("new_source", "A further source"),
                            ("factual_error", "An error of fact"),
                            ("added_detail", "Added detail"),
                            ("spelling", "Spelling or wording"),
                            ("duplicate", "The same meeting as another record"),
                            ("not_a_meeting", "No meeting took place"),
                            ("legal", "Required by law"),
                            ("privacy", "Protection of a person"),
                            ("restored", "Restored after withdrawal"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", meetings.models.fields.ProseField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_notes",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_notes",
                        to="meetings.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "action__in",
                                ["published", "corrected", "withdrawn", "restored", "redacted", "merged"],
                            )
                        ),
                        name="change_action",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "first_publication",
                                    "new_source",
                                    "factual_error",
                                    "added_detail",
                                    "spelling",
                                    "duplicate",
                                    "not_a_meeting",
                                    "legal",
                                    "privacy",
                                    "restored",
                                    "other",
                                ],
                            )
                        ),
                        name="change_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("model", models.CharField(max_length=50)),
                ("slug", models.SlugField(max_length=100)),
                ("target", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("model", "slug"), name="former_slug_unique")],
            },
        ),
        migrations.CreateModel(
            name="MeetingText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("language", models.CharField(default="en", max_length=12)),
                ("is_original", models.BooleanField(default=True)),
                ("title", meetings.models.fields.LineField(blank=True, max_length=300)),
                ("summary", meetings.models.fields.ProseField(blank=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["-is_original", "language"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "language"), name="text_one_a_language"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_original", True)),
                        fields=("meeting",),
                        name="text_one_original",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("match_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("slug", models.SlugField(blank=True, max_length=100, unique=True, verbose_name="address")),
                ("name", meetings.models.fields.LineField(max_length=300)),
                ("short_name", meetings.models.fields.LineField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("session", "Session"),
                            ("summit", "Summit"),
                            ("conference", "Conference"),
                            ("forum", "Forum"),
                            ("visit", "Visit"),
                            ("ceremony", "Ceremony"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=12,
                    ),
                ),
                ("date", meetings.models.fields.EdtfField(blank=True, default="", max_length=60)),
                ("date_earliest", models.DateField(editable=False, null=True)),
                ("date_latest", models.DateField(editable=False, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="meetings.occasion",
                    ),
                ),
            ],
            options={
                "ordering": ["-date_latest", "sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="occasion_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("pk")), _negated=True),
                        name="occasion_not_its_own_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["session", "summit", "conference", "forum", "visit", "ceremony", "other"],
                            )
                        ),
                        name="occasion_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_earliest__isnull", True),
                            ("date_latest__isnull", True),
                            ("date_earliest__lte", models.F("date_latest")),
                            _connector="OR",
                        ),
                        name="occasion_interval",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="occasion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="meetings.occasion",
            ),
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("match_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("slug", models.SlugField(blank=True, max_length=100, unique=True, verbose_name="address")),
                ("title", meetings.models.fields.LineField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("head_of_state", "Head of state"),
                            ("head_of_government", "Head of government"),
                            ("foreign_minister", "Foreign minister"),
                            ("minister", "Minister"),
                            ("deputy_minister", "Deputy minister"),
                            ("ambassador", "Ambassador"),
                            ("organisation_head", "Head of an organisation"),
                            ("chair", "Chair of an organisation"),
                            ("legislator", "Legislator"),
                            ("official", "Official"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="meetings.country",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="office_title_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "head_of_state",
                                    "head_of_government",
                                    "foreign_minister",
                                    "minister",
                                    "deputy_minister",
                                    "ambassador",
                                    "organisation_head",
                                    "chair",
                                    "legislator",
                                    "official",
                                    "other",
                                ],
                            )
                        ),
                        name="office_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("start", meetings.models.fields.EdtfField(blank=True, default="", max_length=60)),
                ("end", meetings.models.fields.EdtfField(blank=True, default="", max_length=60)),
                ("start_earliest", models.DateField(editable=False, null=True)),
                ("end_latest", models.DateField(editable=False, null=True)),
                ("acting", models.BooleanField(default=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="meetings.office",
                    ),
                ),
            ],
            options={
                "ordering": ["start_earliest", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="appointment_interval",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("match_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("slug", models.SlugField(blank=True, max_length=100, unique=True, verbose_name="address")),
                ("name", meetings.models.fields.LineField(max_length=300)),
                ("abbreviation", meetings.models.fields.LineField(blank=True, max_length=40)),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("intergovernmental", "Intergovernmental organisation"),
                            ("non_governmental", "Non-governmental organisation"),
                            ("parliament", "Parliament"),
                            ("ministry", "Ministry or government body"),
                            ("media", "News medium"),
                            ("company", "Company"),
                            ("religious", "Religious body"),
                            ("other", "Other"),
                        ],
                        default="intergovernmental",
                        max_length=20,
                    ),
                ),
                ("founded", models.DateField(blank=True, null=True)),
                ("dissolved", models.DateField(blank=True, null=True)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="meetings.country",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="organisation_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "classification__in",
                                [
                                    "intergovernmental",
                                    "non_governmental",
                                    "parliament",
                                    "ministry",
                                    "media",
                                    "company",
                                    "religious",
                                    "other",
                                ],
                            )
                        ),
                        name="organisation_classification",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("founded__isnull", True),
                            ("dissolved__isnull", True),
                            ("founded__lte", models.F("dissolved")),
                            _connector="OR",
                        ),
                        name="organisation_interval",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="office",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offices",
                to="meetings.organisation",
            ),
        ),
        migrations.AddField(
            model_name="occasion",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="occasions",
                to="meetings.organisation",
            ),
        ),
        migrations.CreateModel(
            name="Coverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("period", meetings.models.fields.EdtfField(blank=True, default="", max_length=60)),
                ("period_earliest", models.DateField(editable=False, null=True)),
                ("period_latest", models.DateField(editable=False, null=True)),
                ("checked_on", models.DateField()),
                ("note", meetings.models.fields.ProseField(blank=True)),
                (
                    "publisher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverages",
                        to="meetings.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "coverage",
                "ordering": ["publisher", "period_earliest"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period", ""), _negated=True), name="coverage_period_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_earliest__isnull", True),
                            ("period_latest__isnull", True),
                            ("period_earliest__lte", models.F("period_latest")),
                            _connector="OR",
                        ),
                        name="coverage_interval",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("match_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("slug", models.SlugField(blank=True, max_length=100, unique=True, verbose_name="address")),
                ("name", meetings.models.fields.LineField(max_length=300)),
                ("sort_name", meetings.models.fields.LineField(blank=True, max_length=300)),
                ("family_name", meetings.models.fields.LineField(blank=True, max_length=150)),
                ("given_name", meetings.models.fields.LineField(blank=True, max_length=150)),
                ("honorific_prefix", meetings.models.fields.LineField(blank=True, max_length=80)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="meetings.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people",
                "ordering": ["sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="person_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("pk")), _negated=True),
                        name="person_not_merged_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("principal", "Principal"),
                            ("counterpart", "Counterpart"),
                            ("host", "Host"),
                            ("chair", "Chair"),
                            ("attendee", "Attendee"),
                        ],
                        default="counterpart",
                        max_length=12,
                    ),
                ),
                ("role_as_printed", meetings.models.fields.LineField(blank=True, max_length=300)),
                ("name_as_printed", meetings.models.fields.LineField(blank=True, max_length=300)),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("reported", "Reported present"),
                            ("expected", "Expected"),
                            ("absent", "Absent"),
                        ],
                        default="reported",
                        max_length=12,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "appointments",
                    models.ManyToManyField(
                        blank=True, related_name="participations", to="meetings.appointment"
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="meetings.country",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="meetings.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="meetings.person",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            ("country__isnull", False),
                            ("organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="participation_of_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("meeting", "person"),
                        name="participation_person_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side__in", ["principal", "counterpart", "host", "chair", "attendee"])
                        ),
                        name="participation_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("attendance__in", ["reported", "expected", "absent"])),
                        name="participation_attendance",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("scheme", models.SlugField(max_length=40)),
                ("value", meetings.models.fields.LineField(max_length=200)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="meetings.country",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="meetings.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="meetings.person",
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "value"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("country__isnull", True),
                                ("organisation__isnull", True),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                ("country__isnull", False),
                                ("organisation__isnull", True),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("country__isnull", True),
                                ("organisation__isnull", False),
                                ("person__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="identifier_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True), name="identifier_not_empty"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("scheme", "value", "person"),
                        name="identifier_person_unique",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("country__isnull", False)),
                        fields=("scheme", "value", "country"),
                        name="identifier_country_unique",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation__isnull", False)),
                        fields=("scheme", "value", "organisation"),
                        name="identifier_organisation_unique",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="appointment",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="meetings.person"
            ),
        ),
        migrations.CreateModel(
            name="Minister",
            fields=[],
            options={
                "verbose_name": "minister",
                "verbose_name_plural": "ministers",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("meetings.person",),
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("match_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("slug", models.SlugField(blank=True, max_length=100, unique=True, verbose_name="address")),
                ("name", meetings.models.fields.LineField(max_length=300)),
                ("latitude", models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="meetings.country",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="place_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(
                                ("latitude__isnull", False),
                                ("latitude__range", (-90, 90)),
                                ("longitude__isnull", False),
                                ("longitude__range", (-180, 180)),
                            ),
                            _connector="OR",
                        ),
                        name="place_coordinates",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="occasion",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="occasions",
                to="meetings.place",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="meetings.place",
            ),
        ),
        migrations.CreateModel(
            name="ReferenceRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("dataset", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=300)),
                ("target", models.BigIntegerField()),
                ("loaded_sha256", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dataset", "key"), name="reference_key_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "public_id",
                    models.CharField(
                        default=meetings.models.source.new_source_id,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("press_release", "Press release"),
                            ("readout", "Readout"),
                            ("news", "News item"),
                            ("post", "Post"),
                            ("letter", "Letter"),
                            ("table", "Table"),
                            ("other", "Other"),
                        ],
                        default="news",
                        max_length=16,
                    ),
                ),
                ("title", meetings.models.fields.LineField(max_length=500)),
                ("url", meetings.models.fields.WebAddressField(blank=True, default="", max_length=2000)),
                ("published", meetings.models.fields.EdtfField(blank=True, default="", max_length=60)),
                ("accessed_on", models.DateField(blank=True, null=True)),
                ("language", models.CharField(blank=True, max_length=12)),
                ("attribution", meetings.models.fields.LineField(blank=True, max_length=300)),
                (
                    "archive_url",
                    meetings.models.fields.WebAddressField(blank=True, default="", max_length=2000),
                ),
                ("text", meetings.models.fields.ProseField(blank=True)),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_sources",
                        to="meetings.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-published", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="source_title_not_empty"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("url", ""), _negated=True),
                        fields=("url",),
                        name="source_url_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["press_release", "readout", "news", "post", "letter", "table", "other"],
                            )
                        ),
                        name="source_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="meetings.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "source of the meeting",
                "verbose_name_plural": "sources of the meeting",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("meeting", "source"), name="report_once")],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="sources",
            field=models.ManyToManyField(
                related_name="meetings", through="meetings.MeetingSource", to="meetings.source"
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="meetings.source",
            ),
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "property",
                    models.CharField(
                        choices=[
                            ("date", "Date"),
                            ("place", "Place"),
                            ("kind", "Kind"),
                            ("participant", "Participant"),
                            ("role", "Role"),
                            ("topic", "Topic"),
                            ("occasion", "Occasion"),
                            ("quotation", "Quotation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", meetings.models.fields.ProseField(blank=True)),
                ("value_as_printed", meetings.models.fields.ProseField(blank=True)),
                ("quote", meetings.models.fields.ProseField(blank=True)),
                ("prefix", meetings.models.fields.ProseField(blank=True)),
                ("suffix", meetings.models.fields.ProseField(blank=True)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("speaker", meetings.models.fields.LineField(blank=True, max_length=300)),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("preferred", "Preferred"),
                            ("normal", "Normal"),
                            ("deprecated", "Deprecated"),
                        ],
                        default="normal",
                        max_length=12,
                    ),
                ),
                ("reason", meetings.models.fields.ProseField(blank=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="meetings.participation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="meetings.source",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end__isnull", True), ("start__isnull", True)),
                            models.Q(
                                ("end__isnull", False),
                                ("start__isnull", False),
                                ("start__lt", models.F("end")),
                            ),
                            _connector="OR",
                        ),
                        name="statement_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quote", ""), ("value", ""), ("value_as_printed", ""), _negated=True
                        ),
                        name="statement_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "property__in",
                                [
                                    "date",
                                    "place",
                                    "kind",
                                    "participant",
                                    "role",
                                    "topic",
                                    "occasion",
                                    "quotation",
                                ],
                            )
                        ),
                        name="statement_property",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rank__in", ["preferred", "normal", "deprecated"])),
                        name="statement_rank",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("participation__isnull", True),
                            ("property__in", ("date", "place", "kind", "role", "occasion")),
                            ("rank", "preferred"),
                        ),
                        fields=("meeting", "property"),
                        name="statement_one_preferred",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("participation__isnull", False),
                            ("property__in", ("date", "place", "kind", "role", "occasion")),
                            ("rank", "preferred"),
                        ),
                        fields=("meeting", "property", "participation"),
                        name="statement_one_preferred_of_participation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("match_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                ("slug", models.SlugField(blank=True, max_length=100, unique=True, verbose_name="address")),
                ("name", meetings.models.fields.LineField(max_length=300)),
                ("description", meetings.models.fields.ProseField(blank=True)),
                (
                    "exact_match",
                    meetings.models.fields.WebAddressField(blank=True, default="", max_length=2000),
                ),
                (
                    "broader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="narrower",
                        to="meetings.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="topic_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("broader", models.F("pk")), _negated=True),
                        name="topic_not_its_own_broader",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preferred", "preferred in its language"),
                            ("alternative", "alternative"),
                            ("former", "former"),
                            ("transliteration", "transliteration"),
                        ],
                        default="alternative",
                        max_length=16,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=12)),
                ("name", meetings.models.fields.LineField(max_length=300)),
                ("match_key", models.CharField(db_index=True, default="", editable=False, max_length=300)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="meetings.country",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="meetings.occasion",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="meetings.office",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="meetings.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="meetings.person",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="meetings.place",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="meetings.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["language", "valid_from", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("country__isnull", True),
                                ("occasion__isnull", True),
                                ("office__isnull", True),
                                ("organisation__isnull", True),
                                ("person__isnull", False),
                                ("place__isnull", True),
                                ("topic__isnull", True),
                            ),
                            models.Q(
                                ("country__isnull", False),
                                ("occasion__isnull", True),
                                ("office__isnull", True),
                                ("organisation__isnull", True),
                                ("person__isnull", True),
                                ("place__isnull", True),
                                ("topic__isnull", True),
                            ),
                            models.Q(
                                ("country__isnull", True),
                                ("occasion__isnull", True),
                                ("office__isnull", True),
                                ("organisation__isnull", False),
                                ("person__isnull", True),
                                ("place__isnull", True),
                                ("topic__isnull", True),
                            ),
                            models.Q(
                                ("country__isnull", True),
                                ("occasion__isnull", True),
                                ("office__isnull", False),
                                ("organisation__isnull", True),
                                ("person__isnull", True),
                                ("place__isnull", True),
                                ("topic__isnull", True),
                            ),
                            models.Q(
                                ("country__isnull", True),
                                ("occasion__isnull", False),
                                ("office__isnull", True),
                                ("organisation__isnull", True),
                                ("person__isnull", True),
                                ("place__isnull", True),
                                ("topic__isnull", True),
                            ),
                            models.Q(
                                ("country__isnull", True),
                                ("occasion__isnull", True),
                                ("office__isnull", True),
                                ("organisation__isnull", True),
                                ("person__isnull", True),
                                ("place__isnull", False),
                                ("topic__isnull", True),
                            ),
                            models.Q(
                                ("country__isnull", True),
                                ("occasion__isnull", True),
                                ("office__isnull", True),
                                ("organisation__isnull", True),
                                ("person__isnull", True),
                                ("place__isnull", True),
                                ("topic__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="other_name_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="other_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["preferred", "alternative", "former", "transliteration"])
                        ),
                        name="other_name_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_until__isnull", True),
                            ("valid_from__lte", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="other_name_interval",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="topics",
            field=models.ManyToManyField(blank=True, related_name="meetings", to="meetings.topic"),
        ),
        migrations.CreateModel(
            name="CardValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facet", models.PositiveSmallIntegerField()),
                ("value", models.BigIntegerField()),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="meetings.card"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("facet", "value", "card"), name="card_value_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("country__isnull", False), ("organisation__isnull", True)),
                    models.Q(("country__isnull", True), ("organisation__isnull", False)),
                    _connector="OR",
                ),
                name="office_of_country_or_organisation",
            ),
        ),
    ]
