"""A small catalogue of model acts for the web tests: one in force, one that begins later, one that ends."""

from __future__ import annotations

from pathlib import Path

from tests.catalogue.files import MODEL, changed, write

from dutybook.catalogue.load import load_act
from dutybook.catalogue.model import ActFile

COMING = """\
act:
  id: model-coming
  title: {zh: 示范省安全检查规定, en: Model rules on safety checks}
  jurisdiction: "41"
  country: cn
  in_force: {from: 2127-01-01, to: null}
  source: {zh: 示范省人民政府网站, en: the website of the model province}
duties:
  - id: model-coming/3-inspect
    provision: art_3__para_1
    role: key_target_operator
    modality: obligation
    summary: {zh: 每季度检查一次设施, en: Inspect the installations every quarter.}
    applies: kind = 'metro_station'
    cadence: {kind: every, period: P3M}
    evidence: [inspection_record]
    workflow: inspection
"""


def model_files(folder: Path, text: str = MODEL) -> list[ActFile]:
    """The model act, as it is or changed, and the one that comes into force in 2127."""
    return [load_act(write(folder, text)), load_act(write(folder, COMING, "model-coming"))]


def reworded(folder: Path) -> list[ActFile]:
    """The same with the report due each year instead of each half-year."""
    return model_files(folder, changed("period: P6M", "period: P1Y"))


def many_duties(folder: Path, count: int) -> ActFile:
    """An act with so many duties."""
    one = MODEL.partition("  - id: model-act/8-identity")[0]
    head, _, duty = one.partition("duties:\n")
    duties = "".join(duty.replace("7-report", f"{number}-report") for number in range(count))
    return load_act(write(folder, f"{head}duties:\n{duties}"))
