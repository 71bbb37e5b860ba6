"""A model catalogue file, and ways to change one thing in it."""

from __future__ import annotations

from pathlib import Path

MODEL = """\
act:
  id: model-act
  title: {zh: 示范省公共场所安全办法, en: Model measures on the safety of public places}
  jurisdiction: "41"
  country: cn
  in_force: {from: 2024-01-01, to: null}
  source: {zh: 示范省人民政府网站, en: the website of the model province}
  applies: serves_public
duties:
  - id: model-act/7-report
    provision: art_2__para_1__item_2
    role: key_target_operator
    modality: obligation
    summary: {zh: 每半年报一次防范情况, en: Report every six months on the precautions taken.}
    applies: key_target = true
    cadence: {kind: every, period: P6M}
    retention: P90D
    evidence: [report, receipt]
    workflow: report
    sanction:
      provision: art_4__para_1
      fine_cny: {unit: [null, 100000], person: [1000, 10000]}
      other: [order_correction]
    rationale: {zh: 报送对象由公安机关指定, en: The police name the recipient.}
  - id: model-act/8-identity
    provision: art_3__para_1
    also: [art_3__para_2]
    role: lodging_provider
    modality: obligation
    summary: {zh: 依规定核对住客身份, en: Check the identity of guests as prescribed.}
    applies: kind in ('lodging', 'homestay')
    reading_only: person_directed
not_duties:
  - provision: art_1__para_1
    why: {zh: 只说明用语含义, en: It only says what a word means.}
"""


def write(folder: Path, text: str = MODEL, name: str = "model-act") -> Path:
    """Write a catalogue file below a folder, where its country's files stand."""
    path = folder / "cn" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def changed(old: str, new: str) -> str:
    """The model file with the first `old` in it made `new`."""
    assert old in MODEL
    return MODEL.replace(old, new, 1)
