"""A small catalogue whose duties become tasks in every way, and the world that works by it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tests.catalogue.files import write
from tests.web.conftest import World

from dutybook.catalogue.load import load_act
from dutybook_web.actions.binding import decide_tenant
from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Binding, Evidence, Organisation, Premises, Task

ACT = """\
act:
  id: model-work
  title: {zh: 示范省值守办法, en: Model measure on watches}
  jurisdiction: ""
  country: cn
  in_force: {from: 2024-02-29, to: null}
  source: {zh: 示范省人民政府网站, en: the website of the model province}
duties:
"""

DUTY = """\
  - id: model-work/%(id)s
    provision: art_%(article)s__para_1
    role: key_target_operator
    modality: obligation
    summary: {zh: 做好%(zh)s, en: Do the %(id)s.}
    applies: "true"
    cadence: %(cadence)s
    evidence: [%(evidence)s]
    workflow: %(workflow)s
"""

DUTIES = {
    "check": ("{kind: every, period: P1D}", "", "inspection"),
    "report": ("{kind: every, period: P6M}", "report", "report"),
    "count": ("{kind: every, period: P1M}", "register, photo", "register"),
    "rectify": ("{kind: within, period: P15D, of: order}", "notice", "notice"),
    "tell": ("{kind: within, period: PT1H, of: incident}", "", "notice"),
    "drill": ("{kind: every, period: P1Y, align: anniversary, anchor: drill}", "drill_record", "drill"),
    "file": ("{kind: on_date, dates: ['--10-02'], by: true, counting: civil}", "", "register"),
    "leap": ("{kind: on_date, dates: ['--02-29']}", "", "register"),
}
DAY = date(2026, 5, 4)
NOON = datetime(2026, 5, 4, 4, tzinfo=UTC)
"""Noon of that day in Shanghai."""


def work_by(world: World, folder: Path, *names: str, on: date = DAY, until: date | None = None) -> World:
    """Let the group work by some of the duties (all of them by default), which bind everywhere from a day on, until
    their act ends."""
    wanted = names or DUTIES
    parts = [_duty(number, name) for number, name in enumerate(DUTIES, 1) if name in wanted]
    act = ACT.replace("to: null", f"to: {until or 'null'}")
    apply_edition(None, world.group, [load_act(write(folder, act + "".join(parts), "model-work"))], "")
    decide_tenant(world.group, on)
    Task.objects.all().delete()
    return world


def unbind(premises: Premises, name: str) -> None:
    """Let a duty bind no longer there."""
    Binding.objects.filter(premises=premises, version__duty=f"model-work/{name}").delete()


def tasks_of(premises: Premises, name: str) -> list[Task]:
    """The tasks of a duty, by their day."""
    rows = Task.objects.filter(premises=premises, duty=f"model-work/{name}")
    return list(rows.select_related("organisation", "version", "premises").order_by("due", "pk"))


def days_of(premises: Premises, name: str) -> list[str]:
    """The days on which they are due."""
    return [str(task.due) for task in tasks_of(premises, name)]


def piece(organisation: Organisation, kind: str, premises: Premises | None = None, **fields: object) -> Evidence:
    """A piece of evidence."""
    given = {"title": kind, "received_at": NOON, **fields}
    return Evidence.objects.create(organisation=organisation, premises=premises, kind=kind, **given)


def _duty(number: int, name: str) -> str:
    cadence, evidence, workflow = DUTIES[name]
    words = {"id": name, "article": number, "zh": f"第{number}项工作", "cadence": cadence}
    return DUTY % {**words, "evidence": evidence, "workflow": workflow}
