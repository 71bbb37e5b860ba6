"""The catalogue as LegalRuleML 1.0 (OASIS): one prescriptive statement for each duty, its penalty and its reparation.

The elements stand in the order that the standard's document model asks for. What LegalRuleML leaves to the rule
language (conditions) is kept as the condition's text in a RuleML atom, not translated.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias, TypeVar

from lxml import etree

from dutybook.catalogue.load import Catalogue, Entry
from dutybook.catalogue.model import CataloguedAct, plain
from dutybook.catalogue.roles import roles
from dutybook.interop.oscal import token

LRML = "http://docs.oasis-open.org/legalruleml/ns/v1.0/"
RULEML = "http://ruleml.org/spec"
_NAMESPACES = {"lrml": LRML, "ruleml": RULEML}
_DEONTIC = {"obligation": "Obligation", "prohibition": "Prohibition", "permission": "Permission"}

Element: TypeAlias = "etree._Element"
_T = TypeVar("_T")


def write(catalogue: Catalogue) -> bytes:
    """Write a catalogue as a LegalRuleML document, in UTF-8.

    Args:
        catalogue: what to write.
    """
    root = etree.Element(f"{{{LRML}}}LegalRuleML", nsmap=_NAMESPACES)
    entries = catalogue.entries
    _sources(root, entries)
    _times(root, catalogue.acts)
    _named(root, "Roles", "Role", ((f"role_{name}", roles()[name].en) for name in _each(e.duty.role for e in entries)))
    places = _each(act.jurisdiction for act in catalogue.acts if act.jurisdiction)
    _named(root, "Jurisdictions", "Jurisdiction", ((f"place_{token(place)}", place) for place in places))
    _associations(root, entries)
    statements = _add(root, "Statements", key="statements")
    for entry in entries:
        _statement(statements, entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _sources(root: Element, entries: Iterable[Entry]) -> None:
    box = _add(root, "LegalReferences", key="references", refType="eId")
    seen = _each((entry.act.id, provision) for entry in entries for provision in entry.duty.provisions)
    for act, provision in seen:
        _add(box, "LegalReference", refersTo=_source(act, provision), refID=f"{act}#{provision}", refIDSystemName="AKN")


def _source(act: str, provision: str) -> str:
    return f"ref_{token(act)}_{token(provision)}"


def _times(root: Element, acts: Iterable[CataloguedAct]) -> None:
    """When each act begins and ends to hold; an act that is not commenced has no time."""
    dated = [(act, _days(act)) for act in acts if act.in_force.start]
    if not dated:
        return
    times = _add(root, "Times", key="times")
    for act, days in dated:
        for event, day in days:
            time = etree.SubElement(times, f"{{{RULEML}}}Time", key=f":{_moment(act, event)}")
            etree.SubElement(time, f"{{{RULEML}}}Data").text = day.isoformat()
    for act, days in dated:
        block = _add(root, "TemporalCharacteristics", key=f"in_force_{token(act.id)}")
        for event, _ in days:
            mark = _add(block, "TemporalCharacteristic", key=f"{_moment(act, event)}_status")
            _add(mark, "forStatus", iri="lrmlv:Efficacious")
            _add(mark, "hasStatusDevelopment", iri=f"lrmlv:{event}")
            _add(mark, "atTime", keyref=f"#{_moment(act, event)}")


def _days(act: CataloguedAct) -> list[tuple[str, date]]:
    return [(event, day) for event, day in (("Starts", act.in_force.start), ("Ends", act.in_force.end)) if day]


def _moment(act: CataloguedAct, event: str) -> str:
    return f"time_{token(act.id)}_{event.lower()}"


def _named(root: Element, box: str, kind: str, found: Iterable[tuple[str, str]]) -> None:
    listed = list(found)
    if not listed:
        return
    element = _add(root, box, key=box.lower())
    for key, label in listed:
        _label(_add(element, kind, key=key), label)


def _associations(root: Element, entries: Iterable[Entry]) -> None:
    box = _add(root, "Associations", key="associations")
    for entry in entries:
        bound = _add(box, "Association", key=f"as_{token(entry.duty.id)}")
        if entry.act.in_force.start:
            _add(bound, "appliesTemporalCharacteristics", keyref=f"#in_force_{token(entry.act.id)}")
        _add(bound, "appliesRole", keyref=f"#role_{entry.duty.role}")
        if entry.act.jurisdiction:
            _add(bound, "appliesJurisdiction", keyref=f"#place_{token(entry.act.jurisdiction)}")
        for provision in entry.duty.provisions:
            _add(bound, "appliesSource", keyref=f"#{_source(entry.act.id, provision)}")
        _add(bound, "toTarget", keyref=f"#{token(entry.duty.id)}")


def _statement(statements: Element, entry: Entry) -> None:
    duty, key = entry.duty, token(entry.duty.id)
    if duty.modality == "sanction":
        _penalty(statements, entry, key)
        return
    statement = _add(statements, "PrescriptiveStatement", key=key)
    rule = etree.SubElement(statement, f"{{{RULEML}}}Rule", key=f"rule_{key}", closure="universal")
    condition = f"({entry.act_condition}) and ({entry.condition})" if entry.act_condition else str(entry.condition)
    _atom(etree.SubElement(rule, f"{{{RULEML}}}if"), "applies", condition)
    then = etree.SubElement(rule, f"{{{RULEML}}}then")
    deontic = _add(then, _DEONTIC[duty.modality], key=f"deontic_{key}")
    _atom(deontic, "duty", duty.summary.en, duty.summary.zh)
    if duty.sanction:
        _penalty(statements, entry, f"{key}_penalty")
        reparation = _add(_add(statements, "ReparationStatement", key=f"{key}_reparation"), "Reparation")
        _add(reparation, "appliesPenalty", keyref=f"#{key}_penalty")
        _add(reparation, "toPrescriptiveStatement", keyref=f"#{key}")


def _penalty(statements: Element, entry: Entry, key: str) -> None:
    told = json.dumps(plain(entry.duty.sanction), ensure_ascii=False) if entry.duty.sanction else ""
    statement = _add(statements, "PenaltyStatement", key=key)
    _atom(_add(_add(statement, "SuborderList"), "Obligation"), "penalty", told or entry.duty.summary.en)


def _atom(parent: Element, relation: str, *texts: str) -> None:
    atom = etree.SubElement(parent, f"{{{RULEML}}}Atom")
    etree.SubElement(atom, f"{{{RULEML}}}Rel", iri=f":{relation}")
    for text in texts:
        etree.SubElement(atom, f"{{{RULEML}}}Data").text = text


def _label(element: Element, text: str) -> None:
    etree.SubElement(element, f"{{{RULEML}}}label").text = text


def _add(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{LRML}}}{name}", attributes)


def _each(found: Iterable[_T]) -> list[_T]:
    return list(dict.fromkeys(found))
