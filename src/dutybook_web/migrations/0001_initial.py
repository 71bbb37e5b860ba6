import datetime

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import dutybook_web.models.account
import dutybook_web.models.row


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=100)),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "Chinese"), ("en", "English")], default="zh-hans", max_length=8
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("salt", models.BinaryField(default=dutybook_web.models.account.new_salt, max_length=16)),
                (
                    "session_epoch",
                    models.CharField(default=dutybook_web.models.row.new_key, editable=False, max_length=14),
                ),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Blob",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200)),
                ("act", models.CharField(blank=True, max_length=200)),
                ("provision", models.CharField(blank=True, max_length=120)),
                (
                    "meets_every_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                    ),
                ),
                ("since", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DutyVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("duty", models.CharField(db_index=True, max_length=100)),
                ("act", models.CharField(max_length=60)),
                ("act_title_zh", models.CharField(max_length=400)),
                ("act_title_en", models.CharField(max_length=1000)),
                ("provision", models.CharField(max_length=120)),
                ("role", models.CharField(max_length=60)),
                ("modality", models.CharField(max_length=12)),
                ("workflow", models.CharField(max_length=12)),
                ("reading_only", models.CharField(blank=True, max_length=20)),
                ("summary_zh", models.CharField(max_length=200)),
                ("summary_en", models.CharField(max_length=400)),
                ("exposure", models.CharField(default="none", max_length=8)),
                ("fine_most", models.PositiveBigIntegerField(blank=True, null=True)),
                ("body", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.PositiveBigIntegerField()),
                ("note", models.TextField()),
                ("time", models.DateTimeField()),
            ],
            options={
                "ordering": ["-time"],
            },
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("job", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("last_at", models.DateTimeField()),
                ("expected_every_seconds", models.PositiveIntegerField()),
                ("outcome", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Ledger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("peaks", models.BinaryField(default=bytes)),
            ],
        ),
        migrations.CreateModel(
            name="Throttle",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "dutybook_cache",
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=100)),
                ("prefix", models.CharField(max_length=8)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Checklist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("lineage", models.CharField(max_length=14)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("title_zh", models.CharField(blank=True, max_length=120)),
                ("title_en", models.CharField(blank=True, max_length=120)),
                ("premises_kind", models.CharField(blank=True, max_length=40)),
                ("tier", models.CharField(blank=True, max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("replaced", "Replaced"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("text_zh", models.CharField(blank=True, max_length=200)),
                ("text_en", models.CharField(blank=True, max_length=300)),
                (
                    "checks",
                    models.CharField(
                        choices=[
                            ("procedure", "Procedure"),
                            ("people", "Posts, as a number"),
                            ("physical", "Protective equipment and building"),
                            ("technical", "Technical installation"),
                            ("document", "Papers and plans"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes_no", "In order or not"), ("number", "A number"), ("photo", "A photograph")],
                        default="yes_no",
                        max_length=8,
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("measure", models.CharField(blank=True, max_length=120)),
                ("duty", models.CharField(blank=True, max_length=100)),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="dutybook_web.checklist"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("kind", models.CharField(max_length=24)),
                ("title", models.CharField(max_length=200)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("record", models.JSONField(blank=True, null=True)),
                ("period_start", models.DateField(blank=True, null=True)),
                ("period_end", models.DateField(blank=True, null=True)),
                ("received_at", models.DateTimeField()),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "blob",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dutybook_web.blob",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feeds", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Hazard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("place", models.CharField(max_length=200)),
                ("what", models.CharField(max_length=1000)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fire", "Fire protection"),
                            ("escape", "Ways out and gathering places"),
                            ("electrical", "Electrical installation"),
                            ("gas", "Gas and pressure"),
                            ("structure", "Building and structure"),
                            ("barrier", "Barriers, gates and locks"),
                            ("detection", "Video, alarm and detection equipment"),
                            ("supplies", "Protective equipment and supplies"),
                            ("goods", "Dangerous goods"),
                            ("systems", "Information systems and data"),
                            ("rules", "Rules, plans and records"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("report", "Report"),
                            ("inspection", "Inspection"),
                            ("notice", "Notice of an authority"),
                        ],
                        default="report",
                        max_length=12,
                    ),
                ),
                ("source_reference", models.CharField(blank=True, max_length=200)),
                (
                    "grade",
                    models.CharField(blank=True, choices=[("general", "General"), ("major", "Major")], max_length=8),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "Found"),
                            ("graded", "Graded"),
                            ("reported", "Reported upwards"),
                            ("planned", "Plan handed in"),
                            ("approved", "Plan approved"),
                            ("fixing", "Being fixed"),
                            ("recheck", "Re-check asked for"),
                            ("reopened", "Reopened"),
                            ("closed", "Closed"),
                            ("dismissed", "No hazard"),
                        ],
                        default="found",
                        max_length=12,
                    ),
                ),
                ("found_on", models.DateField()),
                ("due", models.DateField(null=True)),
                ("reported_to", models.CharField(blank=True, max_length=200)),
                ("plan", models.TextField(blank=True)),
                ("post", models.CharField(blank=True, max_length=120)),
                ("measure", models.CharField(blank=True, max_length=1000)),
                ("money", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("deadline", models.DateField(null=True)),
                ("interim", models.CharField(blank=True, max_length=1000)),
                ("fixed_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("supervised", models.BooleanField(default=False)),
                ("reopened", models.PositiveSmallIntegerField(default=0)),
                ("escalated", models.PositiveSmallIntegerField(default=0)),
                (
                    "fixed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="hazards",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HazardEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("before", "Before"),
                            ("after", "After"),
                            ("plan", "Plan"),
                            ("notice", "Notice"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.evidence"
                    ),
                ),
                (
                    "hazard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="dutybook_web.hazard"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="hazard",
            name="evidence",
            field=models.ManyToManyField(
                related_name="hazards", through="dutybook_web.HazardEvidence", to="dutybook_web.evidence"
            ),
        ),
        migrations.CreateModel(
            name="HazardStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("act", models.CharField(max_length=12)),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("found", "Found"),
                            ("graded", "Graded"),
                            ("reported", "Reported upwards"),
                            ("planned", "Plan handed in"),
                            ("approved", "Plan approved"),
                            ("fixing", "Being fixed"),
                            ("recheck", "Re-check asked for"),
                            ("reopened", "Reopened"),
                            ("closed", "Closed"),
                            ("dismissed", "No hazard"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("found", "Found"),
                            ("graded", "Graded"),
                            ("reported", "Reported upwards"),
                            ("planned", "Plan handed in"),
                            ("approved", "Plan approved"),
                            ("fixing", "Being fixed"),
                            ("recheck", "Re-check asked for"),
                            ("reopened", "Reopened"),
                            ("closed", "Closed"),
                            ("dismissed", "No hazard"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=1000)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hazard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="dutybook_web.hazard"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="hazardevidence",
            name="step",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pieces",
                to="dutybook_web.hazardstep",
            ),
        ),
        migrations.CreateModel(
            name="Idempotency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100)),
                ("request", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("answer", models.JSONField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("planned_from", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("in_progress", "In progress"),
                            ("submitted", "Submitted"),
                            ("superseded", "Another was chosen"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=12,
                    ),
                ),
                ("client", models.UUIDField(blank=True, null=True, unique=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=1000)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.checklist"
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dutybook_web.evidence",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="dutybook_web.inspection",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "result",
                    models.CharField(
                        choices=[("ok", "In order"), ("failed", "Not in order"), ("none", "Does not apply")],
                        max_length=6,
                    ),
                ),
                ("number", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.checklistitem"
                    ),
                ),
                ("photos", models.ManyToManyField(blank=True, related_name="+", to="dutybook_web.evidence")),
                (
                    "hazard",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dutybook_web.hazard",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="dutybook_web.inspection",
                    ),
                ),
            ],
            options={
                "ordering": ["item__position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("held_on", models.DateField()),
                ("subject", models.CharField(max_length=200)),
                ("decisions", models.TextField(blank=True, max_length=4000)),
                (
                    "agenda",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dutybook_web.evidence",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="dutybook_web.body"
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("once", models.CharField(max_length=200, unique=True)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Node",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("position", models.PositiveBigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("level", "position"), name="node_once")],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("path", models.CharField(db_index=True, editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("group", "Group"),
                            ("company", "Company"),
                            ("branch", "Branch"),
                            ("department", "Department"),
                            ("authority", "Authority"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("jurisdiction", models.CharField(blank=True, max_length=12)),
                ("time_zone", models.CharField(default="Asia/Shanghai", max_length=60)),
                ("keeps_photo_metadata", models.BooleanField(default=False)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="dutybook_web.organisation",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dutybook_web.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "function",
                    models.CharField(
                        choices=[("lead", "Lead unit"), ("member", "Member unit"), ("liaison", "Contact unit")],
                        default="member",
                        max_length=12,
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="dutybook_web.body"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="dutybook_web.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["unit__path", "start", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Letterhead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("premises", "Six-month report of premises"),
                            ("unit", "Half-yearly report of a member unit"),
                            ("register", "Extract from the register of duties"),
                        ],
                        max_length=12,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.blob"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="inspection",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="tenant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("file_name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("table", models.JSONField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HazardLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("grade", "Grading, from the day it was found"),
                            ("report", "Reporting a major hazard upwards, from grading"),
                            ("plan", "Handing in the plan, from reporting"),
                            ("approve", "Approving the plan, from handing in"),
                            ("fixes", "Settling the five fixes, from grading, approval or reopening"),
                            ("recheck", "Re-check, from the day it was asked for"),
                            ("escalate", "Telling the next level up, each time so many days overdue"),
                        ],
                        max_length=12,
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="hazard",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.AddField(
            model_name="hazard",
            name="tenant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="tenant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=36, unique=True)),
                ("time", models.DateTimeField()),
                ("action", models.CharField(max_length=60)),
                ("object", models.CharField(max_length=200)),
                ("leaf", models.BinaryField()),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("body", models.TextField()),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("duties", models.ManyToManyField(related_name="editions", to="dutybook_web.dutyversion")),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="dutybook_web.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddField(
            model_name="checklist",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.AddField(
            model_name="checklist",
            name="tenant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="tenant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("manager", "Manager"),
                            ("duty_officer", "Duty officer"),
                            ("inspector", "Inspector"),
                            ("viewer", "Viewer"),
                            ("auditor", "Auditor"),
                            ("authority_reader", "Authority reader"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="dutybook_web.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="AssessmentScheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("scheme", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                ("title_zh", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=300)),
                ("body", models.JSONField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("as_of", models.DateField()),
                (
                    "run_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="dutybook_web.assessmentscheme",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("act", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("plain_title", models.CharField(max_length=300)),
                ("kind", models.CharField(blank=True, max_length=30)),
                ("jurisdiction", models.CharField(blank=True, max_length=12)),
                ("start", models.DateField(blank=True, null=True)),
                ("end", models.DateField(blank=True, null=True)),
                ("file_name", models.CharField(max_length=200)),
                ("file_format", models.CharField(max_length=8)),
                ("digest", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("articles", models.PositiveIntegerField()),
                (
                    "imported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["title", "-start"],
            },
        ),
        migrations.AddField(
            model_name="account",
            name="organisation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="tenant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="dutybook_web.organisation",
            ),
        ),
        migrations.CreateModel(
            name="Premises",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("jurisdiction", models.CharField(blank=True, max_length=12)),
                ("tier", models.CharField(blank=True, max_length=80)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("entered_latitude", models.FloatField(blank=True, null=True)),
                ("entered_longitude", models.FloatField(blank=True, null=True)),
                (
                    "entered_in",
                    models.CharField(blank=True, choices=[("wgs84", "WGS 84"), ("gcj02", "GCJ-02")], max_length=8),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("search", models.CharField(editable=False, max_length=600)),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supervised_premises",
                        to="dutybook_web.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("client", models.UUIDField(unique=True)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.evidence"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.premises"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("has_time", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occasions",
                        to="dutybook_web.premises",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeasureStatus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("measure", models.CharField(max_length=120)),
                ("in_place", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("fulfilled", models.BooleanField(blank=True, null=True)),
                ("justification", models.TextField(blank=True)),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="measures", to="dutybook_web.premises"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="inspection",
            name="premises",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="inspections", to="dutybook_web.premises"
            ),
        ),
        migrations.AddField(
            model_name="hazard",
            name="premises",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="hazards", to="dutybook_web.premises"
            ),
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=60)),
                ("value", models.JSONField(null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("as_of", models.DateField()),
                (
                    "operator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="dutybook_web.organisation",
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="dutybook_web.premises",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("duty", models.CharField(max_length=100)),
                ("reason", models.TextField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("expires_on", models.DateField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exemptions",
                        to="dutybook_web.premises",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="evidence",
            name="premises",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="dutybook_web.premises",
            ),
        ),
        migrations.CreateModel(
            name="Designation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("decided", "Decided"),
                            ("filed", "Filed"),
                            ("notified", "Notified in writing"),
                            ("adjusted", "Adjusted"),
                            ("lifted", "Lifted"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                ("grade", models.CharField(blank=True, max_length=40)),
                ("body", models.CharField(blank=True, max_length=200)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dutybook_web.evidence",
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="designations",
                        to="dutybook_web.premises",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Classification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("scheme", models.CharField(max_length=60)),
                ("tier", models.CharField(blank=True, max_length=80)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("threshold", "By a threshold"),
                            ("flag", "By a fact"),
                            ("designation", "By designation"),
                            ("exemption", "By exemption"),
                        ],
                        max_length=12,
                    ),
                ),
                ("overrides", models.BooleanField(default=False)),
                ("because", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True)),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="classifications",
                        to="dutybook_web.premises",
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "-start", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="BindingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "before",
                    models.CharField(blank=True, choices=[("binds", "Binds"), ("may_bind", "May bind")], max_length=12),
                ),
                (
                    "after",
                    models.CharField(blank=True, choices=[("binds", "Binds"), ("may_bind", "May bind")], max_length=12),
                ),
                ("on", models.DateField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.dutyversion"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="binding_changes",
                        to="dutybook_web.premises",
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Binding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("verdict", models.CharField(choices=[("binds", "Binds"), ("may_bind", "May bind")], max_length=12)),
                ("decided_on", models.DateField()),
                ("since", models.DateField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.dutyversion"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bindings", to="dutybook_web.premises"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Provision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("eid", models.CharField(max_length=120)),
                ("number", models.CharField(blank=True, max_length=40)),
                ("heading", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField()),
                ("plain", models.TextField()),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="provisions", to="dutybook_web.act"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecordSystem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("video", "Video"),
                            ("access", "Access control"),
                            ("network", "Network logs"),
                            ("operation", "Operation logs"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("required_days", models.PositiveIntegerField()),
                ("configured_days", models.PositiveIntegerField(blank=True, null=True)),
                ("duty", models.CharField(blank=True, max_length=120)),
                ("checked_on", models.DateField(blank=True, null=True)),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="record_systems",
                        to="dutybook_web.premises",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("premises", "Six-month report of premises"),
                            ("unit", "Half-yearly report of a member unit"),
                            ("register", "Extract from the register of duties"),
                        ],
                        max_length=12,
                    ),
                ),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                (
                    "language",
                    models.CharField(choices=[("zh", "Chinese"), ("en", "English")], default="zh", max_length=2),
                ),
                ("title", models.CharField(max_length=300)),
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("platform", "By the authority's platform"),
                            ("delivery", "Handed in on paper"),
                            ("post", "By post"),
                            ("network", "By the network of the authorities"),
                            ("other", "Otherwise"),
                        ],
                        max_length=12,
                    ),
                ),
                ("addressee", models.CharField(blank=True, max_length=200)),
                ("received_on", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="dutybook_web.body",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dutybook_web.evidence",
                    ),
                ),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="dutybook_web.premises",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dutybook_web.evidence",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-period_end", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "form",
                    models.CharField(
                        choices=[("html", "HTML"), ("docx", "DOCX"), ("xlsx", "XLSX"), ("pdf", "PDF")], max_length=4
                    ),
                ),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.blob"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="dutybook_web.report"
                    ),
                ),
            ],
            options={
                "ordering": ["form"],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "every",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("P1M", "Every month"),
                            ("P3M", "Every quarter"),
                            ("P6M", "Every half-year"),
                            ("P1Y", "Every year"),
                        ],
                        max_length=3,
                    ),
                ),
                ("duty", models.CharField(blank=True, max_length=100)),
                ("act", models.CharField(blank=True, max_length=60)),
                ("provision", models.CharField(blank=True, max_length=120)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("administrator", "Administrator"),
                            ("manager", "Manager"),
                            ("duty_officer", "Duty officer"),
                            ("inspector", "Inspector"),
                            ("viewer", "Viewer"),
                            ("auditor", "Auditor"),
                            ("authority_reader", "Authority reader"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="dutybook_web.premises",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="dutybook_web.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("lineage", models.CharField(max_length=14)),
                ("day_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("night_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("day_from", models.TimeField(default=datetime.time(7, 0))),
                ("night_from", models.TimeField(default=datetime.time(22, 0))),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rounds", to="dutybook_web.premises"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="inspection",
            name="round",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="dutybook_web.round",
            ),
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("points", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("items", models.JSONField()),
                ("trace", models.JSONField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="dutybook_web.assessment"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("points"), descending=True, nulls_last=True), "unit__path", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("duty", models.CharField(max_length=100)),
                ("occurrence", models.CharField(max_length=120)),
                ("opens", models.DateField()),
                ("due", models.DateField()),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("rule", models.CharField(max_length=120)),
                ("explanation_zh", models.TextField(blank=True)),
                ("explanation_en", models.TextField(blank=True)),
                (
                    "assigned_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("administrator", "Administrator"),
                            ("manager", "Manager"),
                            ("duty_officer", "Duty officer"),
                            ("inspector", "Inspector"),
                            ("viewer", "Viewer"),
                            ("auditor", "Auditor"),
                            ("authority_reader", "Authority reader"),
                        ],
                        max_length=20,
                    ),
                ),
                ("needs_review", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("submitted", "Awaiting review"),
                            ("done", "Done"),
                            ("done_late", "Done late"),
                            ("waived", "Waived"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                (
                    "waived_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_longer_binds", "The duty no longer binds here"),
                            ("exemption", "An exemption was approved"),
                            ("closed", "The premises are closed"),
                        ],
                        max_length=16,
                    ),
                ),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("returned_because", models.TextField(blank=True)),
                ("reopened", models.PositiveSmallIntegerField(default=0)),
                ("reminded", models.PositiveSmallIntegerField(default=0)),
                ("escalated", models.PositiveSmallIntegerField(default=0)),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "completed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="dutybook_web.premises"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.dutyversion"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="report",
            name="task",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="dutybook_web.task",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="task",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="dutybook_web.task",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="tasks",
            field=models.ManyToManyField(blank=True, related_name="evidence", to="dutybook_web.task"),
        ),
        migrations.CreateModel(
            name="TrainingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("goal", models.TextField(blank=True)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrainingItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("topic", models.CharField(max_length=200)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("all", "All functions"),
                            ("management", "Management"),
                            ("guarding", "Guarding"),
                            ("duty", "Posts on duty"),
                            ("new", "Newly filled posts"),
                            ("public", "The public at the premises"),
                        ],
                        default="all",
                        max_length=12,
                    ),
                ),
                ("due", models.DateField()),
                ("hours", models.DecimalField(decimal_places=1, max_digits=5)),
                ("campaign", models.CharField(blank=True, max_length=40)),
                ("basis", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="dutybook_web.trainingplan",
                    ),
                ),
            ],
            options={
                "ordering": ["due", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TrainingSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=dutybook_web.models.row.new_key, editable=False, max_length=14, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("held_on", models.DateField()),
                ("topic", models.CharField(max_length=200)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("all", "All functions"),
                            ("management", "Management"),
                            ("guarding", "Guarding"),
                            ("duty", "Posts on duty"),
                            ("new", "Newly filled posts"),
                            ("public", "The public at the premises"),
                        ],
                        default="all",
                        max_length=12,
                    ),
                ),
                ("hours", models.DecimalField(decimal_places=1, max_digits=5)),
                ("count", models.PositiveIntegerField()),
                ("campaign", models.CharField(blank=True, max_length=40)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sessions",
                        to="dutybook_web.trainingitem",
                    ),
                ),
                ("material", models.ManyToManyField(blank=True, related_name="sessions", to="dutybook_web.evidence")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dutybook_web.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="hazardevidence",
            constraint=models.UniqueConstraint(fields=("hazard", "evidence", "role"), name="hazard_evidence_once"),
        ),
        migrations.AddConstraint(
            model_name="idempotency",
            constraint=models.UniqueConstraint(fields=("account", "key"), name="idempotency_once"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("inspection", "item"), name="answer_once"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(fields=("body", "held_on", "subject"), name="meeting_once"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["sent_at", "next_attempt_at"], name="message_waiting"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("end", None)), fields=("body", "unit"), name="membership_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=models.UniqueConstraint(fields=("organisation", "kind"), name="letterhead_once"),
        ),
        migrations.AddConstraint(
            model_name="hazardlimit",
            constraint=models.UniqueConstraint(fields=("organisation", "step"), name="hazard_limit_once"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["tenant", "-number"], name="event_of_tenant"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["object", "-number"], name="event_of_object"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("tenant", "number"), name="edition_once"),
        ),
        migrations.AddIndex(
            model_name="checklist",
            index=models.Index(fields=["organisation", "state"], name="checklist_of_organisation"),
        ),
        migrations.AddConstraint(
            model_name="checklist",
            constraint=models.UniqueConstraint(fields=("lineage", "number"), name="checklist_version_once"),
        ),
        migrations.AddConstraint(
            model_name="checklist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("lineage",), name="checklist_one_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="checklist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")), fields=("lineage",), name="checklist_one_published"
            ),
        ),
        migrations.AddIndex(
            model_name="body",
            index=models.Index(fields=["organisation", "name"], name="body_of_organisation"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("account", "organisation", "role"), name="assignment_once"),
        ),
        migrations.AddConstraint(
            model_name="assessmentscheme",
            constraint=models.UniqueConstraint(
                fields=("organisation", "scheme", "number"), name="assessment_scheme_version_once"
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["organisation", "-created_at"], name="assessment_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["tenant", "title"], name="act_by_title"),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.UniqueConstraint(fields=("tenant", "digest"), name="act_once"),
        ),
        migrations.AddIndex(
            model_name="premises",
            index=models.Index(fields=["tenant", "name"], name="premises_by_name"),
        ),
        migrations.AddIndex(
            model_name="premises",
            index=models.Index(fields=["tenant", "jurisdiction"], name="premises_by_place"),
        ),
        migrations.AddIndex(
            model_name="premises",
            index=models.Index(fields=["tenant", "kind"], name="premises_by_kind"),
        ),
        migrations.AddIndex(
            model_name="premises",
            index=models.Index(fields=["tenant", "tier", "organisation", "closed_on"], name="premises_by_tier"),
        ),
        migrations.AddIndex(
            model_name="premises",
            index=models.Index(fields=["organisation", "name"], name="premises_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="premises",
            index=models.Index(fields=["authority", "name"], name="premises_of_authority"),
        ),
        migrations.AddIndex(
            model_name="occasion",
            index=models.Index(fields=["tenant", "-at"], name="occasion_by_time"),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.UniqueConstraint(fields=("premises", "name", "at"), name="occasion_once"),
        ),
        migrations.AddConstraint(
            model_name="measurestatus",
            constraint=models.UniqueConstraint(fields=("premises", "measure"), name="measure_once"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["tenant", "state", "due"], name="hazard_by_due"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["organisation", "state", "due"], name="hazard_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["premises", "state", "due"], name="hazard_of_premises"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["tenant", "found_on", "state"], name="hazard_by_day"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["tenant", "closed_on", "state"], name="hazard_by_end"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["organisation", "state", "grade", "found_on", "tenant"], name="hazard_by_age"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["responsible", "state", "due"], name="hazard_of_responsible"),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.UniqueConstraint(fields=("premises", "name"), name="fact_of_premises_once"),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.UniqueConstraint(fields=("operator", "name"), name="fact_of_operator_once"),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(("premises", None), ("operator", None), _connector="XOR"), name="fact_of_one_thing"
            ),
        ),
        migrations.AddIndex(
            model_name="exemption",
            index=models.Index(fields=["premises", "duty"], name="exemption_of_duty"),
        ),
        migrations.AddConstraint(
            model_name="classification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("end", None)), fields=("premises", "scheme"), name="classification_open_once"
            ),
        ),
        migrations.AddIndex(
            model_name="bindingchange",
            index=models.Index(fields=["tenant", "-on", "-id"], name="binding_change_by_day"),
        ),
        migrations.AddIndex(
            model_name="bindingchange",
            index=models.Index(fields=["premises", "-on", "-id"], name="binding_change_of_premises"),
        ),
        migrations.AddIndex(
            model_name="binding",
            index=models.Index(fields=["tenant", "version", "verdict"], name="binding_by_duty"),
        ),
        migrations.AddConstraint(
            model_name="binding",
            constraint=models.UniqueConstraint(fields=("premises", "version"), name="binding_once"),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.UniqueConstraint(fields=("act", "eid"), name="provision_once"),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.UniqueConstraint(fields=("report", "form"), name="report_file_once"),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                fields=("premises", "duty", "act", "provision"), name="responsibility_at_premises_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                condition=models.Q(("premises", None)),
                fields=("organisation", "duty", "act", "provision"),
                name="responsibility_at_organisation_once",
            ),
        ),
        migrations.AddIndex(
            model_name="round",
            index=models.Index(fields=["tenant", "ended_on"], name="round_in_use"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("assessment", "unit"), name="score_once"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["tenant", "state", "due", "organisation"], name="task_by_due"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["organisation", "state", "due", "tenant"], name="task_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["assignee", "state", "due"], name="task_of_assignee"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["premises", "state", "due"], name="task_of_premises"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["state", "due"], name="task_waiting"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("premises", "duty", "occurrence"), name="task_once"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["tenant", "-period_end", "-id"], name="report_newest"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["tenant", "kind", "-period_end"], name="report_by_period"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["premises", "kind", "-period_end"], name="report_of_premises"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["organisation", "kind", "-period_end"], name="report_of_organisation"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_on", None), ("sent_on__isnull", False), _connector="OR"),
                name="report_sent_first",
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["tenant", "-planned_from"], name="inspection_by_time"),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["organisation", "-planned_from"], name="inspection_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["premises", "state", "due_at"], name="inspection_of_premises"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(fields=("round", "planned_from"), name="round_once"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["organisation", "-received_at"], name="evidence_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["premises", "-received_at"], name="evidence_of_premises"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["tenant", "expires_on"], name="evidence_by_expiry"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("blob", None), ("record__isnull", True), _connector="OR"),
                name="evidence_file_or_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingplan",
            constraint=models.UniqueConstraint(fields=("organisation", "year"), name="training_plan_once"),
        ),
        migrations.AddIndex(
            model_name="trainingsession",
            index=models.Index(fields=["tenant", "-held_on"], name="session_by_day"),
        ),
        migrations.AddIndex(
            model_name="trainingsession",
            index=models.Index(fields=["organisation", "-held_on"], name="session_of_organisation"),
        ),
    ]
