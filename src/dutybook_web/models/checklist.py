"""Checklists: what an inspection looks at, in versions. A version that was published never changes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dutybook_web.models.row import Owned, Row


class ChecklistState(models.TextChoices):
    """Where a version stands; of one checklist at most one is a draft, and one published."""

    DRAFT = "draft", pgettext_lazy("checklist", "Draft")
    PUBLISHED = "published", pgettext_lazy("checklist", "Published")
    REPLACED = "replaced", pgettext_lazy("checklist", "Replaced")
    WITHDRAWN = "withdrawn", pgettext_lazy("checklist", "Withdrawn")


class Checked(models.TextChoices):
    """What an item looks at; as the kinds of measures of the catalogue."""

    PROCEDURE = "procedure", _("Procedure")
    POSTS = "people", _("Posts, as a number")
    PHYSICAL = "physical", _("Protective equipment and building")
    TECHNICAL = "technical", _("Technical installation")
    DOCUMENT = "document", _("Papers and plans")


class AnswerKind(models.TextChoices):
    """How an item is answered; whether it is in order is said of each."""

    YES_NO = "yes_no", _("In order or not")
    NUMBER = "number", _("A number")
    PHOTO = "photo", _("A photograph")


def _in_language(chinese: str, english: str) -> str:
    """The text in the reader's language, or in the one that there is."""
    return (chinese or english) if get_language() == "zh-hans" else (english or chinese)


class Checklist(Owned):
    """One version of a checklist, which serves its organisation and all below.

    Args (fields):
        lineage: the key of the first version, the same in all versions of a checklist.
        premises_kind, tier: for which places it is meant (`scheme/tier`); empty for all.
        ended_at: when it was replaced or withdrawn.
    """

    lineage = models.CharField(max_length=14)
    number = models.PositiveSmallIntegerField(default=1)
    title_zh = models.CharField(max_length=120, blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    premises_kind = models.CharField(max_length=40, blank=True)
    tier = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=ChecklistState.choices, default=ChecklistState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lineage", "number"], name="checklist_version_once"),
            models.UniqueConstraint(fields=["lineage"], condition=models.Q(state="draft"), name="checklist_one_draft"),
            models.UniqueConstraint(
                fields=["lineage"], condition=models.Q(state="published"), name="checklist_one_published"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="checklist_of_organisation")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its title in the reader's language, or in the one that there is."""
        return _in_language(self.title_zh, self.title_en)

    def save(self, *args: object, **kwargs: object) -> None:
        """The first version begins a lineage."""
        self.lineage = self.lineage or self.key
        super().save(*args, **kwargs)


class ChecklistItem(Row):
    """One thing to look at.

    Args (fields):
        measure: of the catalogue (`scheme/measure`) that asks for it. duty: of the catalogue that does.
        unit: of a number.
    """

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    text_zh = models.CharField(max_length=200, blank=True)
    text_en = models.CharField(max_length=300, blank=True)
    checks = models.CharField(max_length=10, choices=Checked.choices)
    answer = models.CharField(max_length=8, choices=AnswerKind.choices, default=AnswerKind.YES_NO)
    unit = models.CharField(max_length=20, blank=True)
    measure = models.CharField(max_length=120, blank=True)
    duty = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Its words in the reader's language, or in the one that there is."""
        return _in_language(self.text_zh, self.text_en)
