"""How often and by when a duty is to be done, as a catalogue entry says it.

A cadence holds what the law holds (a period, an event, a date of the year) and no computed date:
`dutybook.schedule` turns it into dates. Each kind is a pydantic model, so that a mistake in a
catalogue file is told with its place, and the JSON Schema of the catalogue comes from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, TypeAdapter, model_validator
from pydantic_core import CoreSchema, core_schema

from dutybook.catalogue.events import events

__all__ = [
    "Before",
    "Cadence",
    "Continuous",
    "Counting",
    "Every",
    "OnDate",
    "Once",
    "Period",
    "Within",
    "cadence",
]

Unit = Literal["Y", "M", "W", "D", "h", "m"]

Counting = Literal[
    "plain",
    "civil",
    "civil_procedure",
    "administrative_licence",
    "administrative_penalty",
    "administrative_reconsideration",
    "administrative_coercion",
]
"""Which law says how days are counted; `dutybook.schedule.counting` holds what each says.

`plain`: every day counts, the first does not, and nothing moves when the last day is a rest day. It is the
default, for a date that is never later than any other way of counting would give.
"""

_PERIOD = r"P(?:(\d{1,3})([YMWD])|T(\d{1,5})([HM]))"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in one unit, as acts state it: years, months, weeks, days, hours or minutes.

    It is written as an ISO 8601 duration. `P0D` is the same day, `PT0M` at once.

    >>> Period.parse("P6M")
    Period(n=6, unit='M')
    >>> str(Period(30, "m"))
    'PT30M'
    """

    n: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an ISO 8601 duration of one unit.

        Raises:
            ValueError: for anything else, `P1Y6M` included: write `P18M`.
        """
        match = re.fullmatch(_PERIOD, text)
        if match is None:
            raise ValueError(f"{text!r} is not a period of one unit such as P6M, P30D, PT24H or PT30M")
        days, day_unit, hours, hour_unit = match.groups()
        unit: Any = day_unit or hour_unit.lower()
        return cls(int(days or hours), unit)

    @property
    def months(self) -> int:
        """Its length in months; 0 for one that is not counted in months or years."""
        return {"Y": 12, "M": 1}.get(self.unit, 0) * self.n

    @property
    def days(self) -> int:
        """Its length in days; 0 for one that is not counted in days or weeks."""
        return {"W": 7, "D": 1}.get(self.unit, 0) * self.n

    @property
    def minutes(self) -> int:
        """Its length in minutes; 0 for one that is not counted in hours or minutes."""
        return {"h": 60, "m": 1}.get(self.unit, 0) * self.n

    @property
    def by_the_clock(self) -> bool:
        """Whether it is counted in hours or minutes, from an instant to an instant."""
        return self.unit in "hm"

    def __str__(self) -> str:
        return f"PT{self.n}{self.unit.upper()}" if self.by_the_clock else f"P{self.n}{self.unit}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic read it from, and write it as, its text."""
        text = core_schema.str_schema(pattern=f"^{_PERIOD}$")
        read = core_schema.no_info_after_validator_function(cls.parse, text)
        return core_schema.json_or_python_schema(
            json_schema=read,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), read]),
            serialization=core_schema.to_string_ser_schema(),
        )


def _known_event(name: str) -> str:
    if name not in events():
        raise ValueError(f"no event is named {name!r}; use one of {', '.join(events())}, or add it to events.csv")
    return name


def _day_of_year(text: str) -> str:
    try:
        date.fromisoformat(f"2024-{text[2:]}")
    except ValueError:
        raise ValueError(f"{text!r} is no day of the year such as --04-15") from None
    return text


EventName = Annotated[str, AfterValidator(_known_event)]
DayOfYear = Annotated[str, Field(pattern=r"^--\d{2}-\d{2}$"), AfterValidator(_day_of_year)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Counted(_Model):
    """What every cadence with an end to be counted says about the days on the way.

    Args:
        counting: whose rules of counting apply (the act's own law, not assumed).
    """

    counting: Counting = "plain"


class Once(_Model):
    """To be done one time; `by` is the last day for it where the act names one."""

    kind: Literal["once"]
    by: date | None = None


class Continuous(_Model):
    """To be kept up at all times: no date."""

    kind: Literal["continuous"]


class Every(_Counted):
    """To be done again in every period.

    Args:
        period: `P6M` for 每半年, `P3M` 每季度, `P1M` 每月, `P1Y` 每年, `P2Y` 每两年, `PT2H` for a round.
        align: `calendar`: halves, quarters, months and years of the calendar, due on their last day;
            `anniversary`: on the days that correspond to the anchor's.
        anchor: the event counted from; needed for anniversaries, and for calendar periods over a year,
            which begin with the anchor's year. Without it the calendar alone decides.
    """

    kind: Literal["every"]
    period: Period
    align: Literal["calendar", "anniversary"] = "calendar"
    anchor: EventName | None = None

    @model_validator(mode="after")
    def _must_be_countable(self) -> Self:
        period = self.period
        if period.n == 0:
            raise ValueError("a period that repeats is longer than nothing")
        if period.by_the_clock:
            if self.anchor or self.align == "anniversary" or self.counting != "plain":
                raise ValueError(f"{period} is a round by the clock: it takes no anchor, alignment or counting")
            return self
        if self.align == "anniversary":
            if self.anchor is None:
                raise ValueError("an anniversary needs the anchor it is counted from")
            return self
        self._must_fit_the_calendar()
        return self

    def _must_fit_the_calendar(self) -> None:
        months = self.period.months
        if (months % 12 and 12 % months) or (not months and str(self.period) not in {"P1D", "P1W"}):
            raise ValueError(
                f"no calendar is divided into periods of {self.period}; give an anchor, align: anniversary"
            )
        if months > 12 and self.anchor is None:
            raise ValueError(f"periods of {self.period} need an anchor: nothing else tells in which year they begin")


class OnDate(_Counted):
    """On (or, with `by`, not later than) one or several dates of each year.

    Args:
        dates: `--04-15`, …; `--02-29` is the last day of February.
        by: whether the dates end a time in which the duty may be done, instead of being the day for it.
    """

    kind: Literal["on_date"]
    dates: tuple[DayOfYear, ...] = Field(min_length=1)
    by: bool = False

    @model_validator(mode="after")
    def _must_be_distinct_and_movable(self) -> Self:
        if len(set(self.dates)) != len(self.dates):
            raise ValueError("a date of the year stands twice")
        if self.counting != "plain" and not self.by:
            raise ValueError("a duty of one day does not move off a rest day; counting needs by: true")
        return self


class _OfEvent(_Counted):
    """A distance from an event.

    Args:
        period: how long. of: the event.
        working_days: whether the act says 工作日, so that only working days count.
    """

    period: Period
    of: EventName
    working_days: bool = False

    @model_validator(mode="after")
    def _must_count_days_of_days(self) -> Self:
        if self.working_days and self.period.unit != "D":
            raise ValueError(f"working days cannot be counted in {self.period}")
        if self.period.by_the_clock and self.counting != "plain":
            raise ValueError("hours and minutes run through every day: they take no counting")
        return self


class Within(_OfEvent):
    """Not later than a period after an event: 自……之日起三十日内, 一小时内."""

    kind: Literal["within"]


class Before(_OfEvent):
    """At least a period before an event: 至少提前二十日."""

    kind: Literal["before"]

    @model_validator(mode="after")
    def _must_not_move_later(self) -> Self:
        if self.counting != "plain":
            raise ValueError("a notice before an event does not move to a later day: it takes no counting")
        return self


Cadence = Annotated[
    Once | Every | OnDate | Within | Before | Continuous,
    Field(discriminator="kind"),
]

_CADENCE: TypeAdapter[Once | Every | OnDate | Within | Before | Continuous] = TypeAdapter(Cadence)


def cadence(data: object) -> Once | Every | OnDate | Within | Before | Continuous:
    """Read one cadence from plain data, as a YAML file gives it.

    Args:
        data: `{"kind": "every", "period": "P6M"}` and the like.

    Raises:
        pydantic.ValidationError: with the place and the remedy, for a cadence that cannot be.

    >>> cadence({"kind": "within", "period": "PT1H", "of": "incident"}).period
    Period(n=1, unit='h')
    """
    return _CADENCE.validate_python(data)
