"""Premises: the places that are bound. What is known of them, their tier, what is in place, their designation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dutybook.interop.coordinates import Point, to_wgs84
from dutybook_web.models.organisation import Organisation
from dutybook_web.models.row import Owned, Row


class Premises(Owned):
    """A place. It belongs to an organisation, and may be assigned to an authority, which then sees it.

    Args (fields):
        tier: the tier of the scheme that the tenant works by, as last worked out (see Classification).
        latitude, longitude: WGS 84; what was entered stays beside them in the system that it was entered in.
        search: what a search runs over, in lower case.
    """

    authority = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="supervised_premises"
    )
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    jurisdiction = models.CharField(max_length=12, blank=True)
    tier = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    entered_latitude = models.FloatField(null=True, blank=True)
    entered_longitude = models.FloatField(null=True, blank=True)
    entered_in = models.CharField(max_length=8, blank=True, choices=[("wgs84", "WGS 84"), ("gcj02", "GCJ-02")])
    closed_on = models.DateField(null=True, blank=True)
    search = models.CharField(max_length=600, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "name"], name="premises_by_name"),
            models.Index(fields=["tenant", "jurisdiction"], name="premises_by_place"),
            models.Index(fields=["tenant", "kind"], name="premises_by_kind"),
            models.Index(fields=["tenant", "tier", "organisation", "closed_on"], name="premises_by_tier"),
            models.Index(fields=["organisation", "name"], name="premises_of_organisation"),
            models.Index(fields=["authority", "name"], name="premises_of_authority"),
        ]

    def __str__(self) -> str:
        return self.name

    def put_at(self, latitude: float | None, longitude: float | None, system: str) -> None:
        """Take a position as it was entered, and what it is in WGS 84; without numbers: it is not known."""
        self.entered_latitude, self.entered_longitude = latitude, longitude
        if latitude is None or longitude is None:
            self.latitude = self.longitude = None
            self.entered_in = ""
            return
        point = Point(latitude, longitude)
        self.entered_in = system
        self.latitude, self.longitude = to_wgs84(point) if system == "gcj02" else point


class Fact(Row):
    """A typed attribute of premises, or of an organisation for all its premises (dutybook.conditions.facts).

    Args (fields):
        value: as `dutybook.conditions.values.read_value` takes it; null: asked, and not known.
        as_of: the day from which it holds.
    """

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, null=True, related_name="facts")
    operator = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="facts")
    name = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["premises", "name"], name="fact_of_premises_once"),
            models.UniqueConstraint(fields=["operator", "name"], name="fact_of_operator_once"),
            models.CheckConstraint(
                condition=models.Q(premises=None) ^ models.Q(operator=None), name="fact_of_one_thing"
            ),
        ]


class Classification(Row):
    """The tier of premises under a scheme, how it came about and since when; never changed, only ended.

    Args (fields):
        tier: empty where the premises are exempted from every tier of the scheme.
        overrides: decided by somebody, on paper; facts do not end it.
        because: what decided it: `{"leaves": [{"fact", "text", "known"}], "boundary": whether a number was exact}`.
        note: the reason that was given for an override.
    """

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="classifications")
    scheme = models.CharField(max_length=60)
    tier = models.CharField(max_length=80, blank=True)
    basis = models.CharField(
        max_length=12,
        choices=[
            ("threshold", _("By a threshold")),
            ("flag", _("By a fact")),
            ("designation", _("By designation")),
            ("exemption", _("By exemption")),
        ],
    )
    overrides = models.BooleanField(default=False)
    because = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["scheme", "-start", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["premises", "scheme"], condition=models.Q(end=None), name="classification_open_once"
            ),
        ]


class Designation(Row):
    """A step of the designation of protected premises, with the document that it rests on."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="designations")
    step = models.CharField(
        max_length=12,
        choices=[
            ("proposed", _("Proposed")),
            ("decided", _("Decided")),
            ("filed", _("Filed")),
            ("notified", _("Notified in writing")),
            ("adjusted", _("Adjusted")),
            ("lifted", _("Lifted")),
        ],
    )
    on = models.DateField()
    grade = models.CharField(max_length=40, blank=True)
    body = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(
        "dutybook_web.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["on", "pk"]


class MeasureStatus(Row):
    """What is in place of a measure that the tier requires."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="measures")
    measure = models.CharField(max_length=120)
    in_place = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    fulfilled = models.BooleanField(null=True, blank=True)
    justification = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["premises", "measure"], name="measure_once")]


class RecordSystem(Row):
    """A system that keeps records (video, access, logs): how long it must keep them, and how long it does.

    Only the setting is recorded; nothing is ever read from the system.
    """

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="record_systems")
    kind = models.CharField(
        max_length=12,
        choices=[
            ("video", _("Video")),
            ("access", _("Access control")),
            ("network", _("Network logs")),
            ("operation", _("Operation logs")),
            ("other", _("Other")),
        ],
    )
    name = models.CharField(max_length=200)
    required_days = models.PositiveIntegerField()
    configured_days = models.PositiveIntegerField(null=True, blank=True)
    duty = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name", "pk"]

    @property
    def shortfall(self) -> int | None:
        """By how many days the setting falls short; None where the setting is not known."""
        return None if self.configured_days is None else max(0, self.required_days - self.configured_days)


class ImportDraft(Owned):
    """A table of premises that was sent in and read, and waits to be imported: cells as texts, nothing applied."""

    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    table = models.JSONField()
