"""The fixed days of the year on which awareness is raised, with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Campaign:
    """A day that recurs.

    Args:
        name: stable, as it is stored. source: the provision, or who set the day.
    """

    name: str
    month: int
    day: int
    title: str | Promise
    source: str | Promise

    def on(self, year: int) -> date:
        """The day in a year."""
        return date(year, self.month, self.day)


CAMPAIGNS: Final = (
    Campaign(
        "national-security-education-day",
        4,
        15,
        _("National Security Education Day"),
        _("National Security Law, Art. 14"),
    ),
    Campaign(
        "disaster-reduction-day",
        5,
        12,
        _("Disaster Prevention and Reduction Day"),
        _("Approved by the State Council, every year since 2009"),
    ),
    Campaign(
        "counter-espionage-law-day",
        11,
        1,
        _("Day of the Counter-Espionage Law"),
        _("Guizhou's measure on counter-espionage precautions (2022), Art. 12"),
    ),
    Campaign(
        "fire-day",
        11,
        9,
        _("Fire Safety Day"),
        _("Beijing's fire protection regulation, Art. 52; elsewhere by custom"),
    ),
)
"""In the order of the year; a day that only some areas have in a rule says so."""
