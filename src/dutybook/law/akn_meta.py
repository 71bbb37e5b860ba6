"""The `meta` block of an Akoma Ntoso act: identification, lifecycle, references, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dutybook.law import frbr
from dutybook.law.model import Act, Citation, Metadata, ShortTitle
from dutybook.law.xmltext import attribute, escape

SOURCE = "dutybook"
"""The eId of the agent that claims the metadata; marks the files that `akn_read` can read."""

_EVENT_TYPES = {
    "adopted": "generation", "approved": "generation", "promulgated": "generation",
    "amended": "amendment", "revised": "amendment", "repealed": "repeal",
}  # fmt: skip
_OWN_DATES = ("adopted", "promulgated", "in_force")


def lines(act: Act, unmarked: Sequence[Citation]) -> Iterator[str]:
    """The lines of `meta`.

    Args:
        act: the act.
        unmarked: the citations that no `ref` in the text stands for.
    """
    yield "<meta>\n"
    yield from _identification(act, "", frbr.work_iri(act), frbr.expression_iri(act))
    yield from _lifecycle(act.metadata)
    yield from _analysis(unmarked)
    yield from _references(act.metadata)
    yield from _notes(act)
    yield "</meta>\n"


def identification_of_annex(act: Act, eid: str) -> Iterator[str]:
    """The `meta` block of one annex, a component of the act."""
    yield "<meta>\n"
    yield from _identification(act, f"/!{eid}", frbr.work_iri(act), frbr.expression_iri(act))
    yield "</meta>\n"


def _identification(act: Act, component: str, work: str, expression: str) -> Iterator[str]:
    told = act.metadata
    made, version = frbr.work_day(told).isoformat(), frbr.version_day(told).isoformat()
    author = "#issuer" if told.issuer else f"#{SOURCE}"
    yield f'<identification source="#{SOURCE}">\n<FRBRWork>'
    yield f'<FRBRthis value="{attribute(work + (component or "/!main"))}"/><FRBRuri value="{attribute(work)}"/>'
    if told.title:
        yield f'<FRBRalias name="title" value="{attribute(told.title)}"/>'
    yield f'<FRBRdate date="{made}" name="{_date_name(made, "generation")}"/><FRBRauthor href="{author}"/>'
    yield f'<FRBRcountry value="{frbr.country(told.jurisdiction)}"/>'
    if told.kind:
        yield f'<FRBRsubtype value="{attribute(frbr.subtype(told.kind))}"/>'
    if told.number:
        yield f'<FRBRnumber value="{attribute(told.number)}"/>'
    yield f'</FRBRWork>\n<FRBRExpression><FRBRthis value="{attribute(expression + (component or "/!main"))}"/>'
    yield f'<FRBRuri value="{attribute(expression)}"/>'
    yield f'<FRBRdate date="{version}" name="{_date_name(version, "version")}"/><FRBRauthor href="{author}"/>'
    yield '<FRBRlanguage language="zho"/></FRBRExpression>\n'
    manifestation = attribute(expression + (component or "/!main") + ".xml")
    yield f'<FRBRManifestation><FRBRthis value="{manifestation}"/><FRBRuri value="{attribute(expression)}.xml"/>'
    # The day of the version, not of this writing: the same act gives the same bytes.
    yield f'<FRBRdate date="{version}" name="{_date_name(version, "version")}"/><FRBRauthor href="#{SOURCE}"/>'
    yield '<FRBRformat value="application/akn+xml"/></FRBRManifestation>\n</identification>\n'


def _lifecycle(told: Metadata) -> Iterator[str]:
    own = [(name, getattr(told, name)) for name in _OWN_DATES if getattr(told, name)]
    if not own and not told.history:
        return
    yield f'<lifecycle source="#{SOURCE}">\n'
    for name, day in own:
        yield _event(f"date_{name}", day, f"#{SOURCE}", name)
    for number, event in enumerate(told.history, 1):
        source = f"#history_{number}" if event.by else f"#{SOURCE}"
        yield _event(f"event_{number}", event.day or frbr.UNKNOWN_DAY, source, event.kind)
    yield "</lifecycle>\n"


def _event(eid: str, day: date, source: str, kind: str) -> str:
    kind_of_change = f' type="{_EVENT_TYPES[kind]}"' if kind in _EVENT_TYPES else ""
    concept = f"#concept_{attribute(kind)}"
    day_of_it = day.isoformat()
    return f'<eventRef eId="{eid}" date="{day_of_it}" source="{source}" refersTo="{concept}"{kind_of_change}/>\n'


def _analysis(unmarked: Sequence[Citation]) -> Iterator[str]:
    if not unmarked:
        return
    yield f'<analysis source="#{SOURCE}"><otherReferences source="#{SOURCE}">\n'
    for cite in unmarked:
        href = attribute(frbr.citation_href(cite.target))
        yield f'<implicitReference for="#{attribute(cite.unit)}" href="{href}" showAs="{attribute(cite.text)}"/>\n'
    yield "</otherReferences></analysis>\n"


def _references(told: Metadata) -> Iterator[str]:
    yield f'<references source="#{SOURCE}">\n'
    yield _concept("TLCOrganization", SOURCE, "/akn/ontology/organization/dutybook", "Dutybook")
    if told.issuer:
        yield _concept("TLCOrganization", "issuer", "/akn/ontology/organization/cn/issuer", told.issuer)
    for number, event in enumerate(told.history, 1):
        if event.by:
            eid = f"history_{number}"
            yield _concept("TLCReference", eid, f"/akn/ontology/reference/cn/{eid}", event.by, ' name="by"')
    for kind in sorted(_kinds(told)):
        yield _concept("TLCConcept", f"concept_{kind}", f"/akn/ontology/concept/dutybook/{kind}", kind)
    for number, name in enumerate(told.short_titles, 1):
        yield _short_title(number, name)
    yield "</references>\n"


def _kinds(told: Metadata) -> set[str]:
    own = {name for name in _OWN_DATES if getattr(told, name)}
    return own | {event.kind for event in told.history}


def _short_title(number: int, name: ShortTitle) -> str:
    eid = f"short_{number}"
    more = f' shortForm="{attribute(name.short)}" name="{attribute(name.kind)}"'
    return _concept("TLCReference", eid, f"/akn/ontology/reference/cn/{eid}", name.full, more)


def _concept(element: str, eid: str, href: str, show_as: str, more: str = "") -> str:
    return f'<{element} eId="{attribute(eid)}" href="{attribute(href)}" showAs="{attribute(show_as)}"{more}/>\n'


def _notes(act: Act) -> Iterator[str]:
    if not act.noise:
        return
    yield f'<notes source="#{SOURCE}">\n'
    for number, aside in enumerate(act.noise, 1):
        yield f'<note eId="note_{number}" class="{attribute(aside.kind)}"><p>{escape(aside.text)}</p></note>\n'
    yield "</notes>\n"


def _date_name(day: str, name: str) -> str:
    return "unknown" if day == frbr.UNKNOWN_DAY.isoformat() else name
