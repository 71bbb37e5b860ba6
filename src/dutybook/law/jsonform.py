"""An act as JSON: one object, one line of the file for each of its articles, divisions and citations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dutybook.law.model import Act, Annex, Article, Aside, Citation, Division, Event, Item, Paragraph, Point

Object = dict[str, Any]


def as_json(act: Act) -> Object:
    """The act as the object that `dutybook read --to json` writes.

    A date that the text does not name is `null`, any other thing it does not say an empty string. An outline
    document has `sections` in place of `articles`; its paragraphs, and those of annexes, carry `num`.
    """
    told = act.metadata
    return {
        "title": told.title,
        "kind": told.kind,
        "issuer": told.issuer,
        "number": told.number,
        "adopted": _day(told.adopted),
        "promulgated": _day(told.promulgated),
        "in_force": _day(told.in_force),
        "jurisdiction": told.jurisdiction,
        "history": [_event(event) for event in told.history],
        "divisions": [_division(division) for division in act.divisions],
        "sections" if act.outline else "articles": [_article(article, act.outline) for article in act.articles],
        "citations": [_citation(citation) for citation in act.citations],
        "front": [_aside(aside) for aside in act.front],
        "back": [_aside(aside) for aside in act.back],
        "annexes": [_annex(annex) for annex in act.annexes],
        "noise": [_aside(aside) for aside in act.noise],
        "short_titles": [{"short": name.short, "full": name.full, "kind": name.kind} for name in told.short_titles],
        "warnings": [{"code": w.code, "place": w.place, "message": w.message} for w in act.warnings],
        "outline": act.outline,
    }


def write(act: Act) -> str:
    """The act as a JSON file, laid out so that a line-by-line comparison of two files makes sense."""
    return dumps(as_json(act))


def dumps(thing: Mapping[str, Any]) -> str:
    """A JSON object with a line for each key and for each member of a list.

    >>> print(dumps({"title": "甲", "articles": [{"num": "第一条"}], "back": []}), end="")
    {
    "title": "甲",
    "articles": [
    {"num": "第一条"}
    ],
    "back": []
    }
    """
    return "{\n" + ",\n".join(f"{_encode(key)}: {_member(value)}" for key, value in thing.items()) + "\n}\n"


def _member(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_encode, value)) + "\n]"
    return _encode(value)


def _encode(value: object) -> str:
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def _article(node: Article, numbered: bool) -> Object:
    return {
        "eId": node.eid,
        "num": node.num,
        "heading": node.heading,
        "division": node.division,
        "paragraphs": _paragraphs(node.paragraphs, numbered),
    }


def _annex(node: Annex) -> Object:
    paragraphs = _paragraphs(node.paragraphs, numbered=True)
    return {"eId": node.eid, "num": node.num, "heading": node.heading, "paragraphs": paragraphs}


def _paragraphs(nodes: Iterable[Paragraph], numbered: bool) -> list[Object]:
    return [_paragraph(node, numbered or bool(node.num)) for node in nodes]


def _paragraph(node: Paragraph, numbered: bool) -> Object:
    number = {"num": node.num} if numbered else {}
    items = [_item(item) for item in node.items]
    return {"eId": node.eid, **number, "text": node.text, "items": items, "tail": node.tail}


def _item(node: Item) -> Object:
    points = [_point(point) for point in node.points]
    return {"eId": node.eid, "num": node.num, "text": node.text, "points": points}


def _point(node: Point) -> Object:
    return {"eId": node.eid, "num": node.num, "text": node.text}


def _division(node: Division) -> Object:
    return {"eId": node.eid, "num": node.num, "heading": node.heading, "kind": node.kind}


def _citation(node: Citation) -> Object:
    return {
        "unit": node.unit,
        "text": node.text,
        "target": node.target,
        "exists": node.exists,
        "span": list(node.span),
    }


def _aside(node: Aside) -> Object:
    return {"kind": node.kind, "text": node.text}


def _event(event: Event) -> Object:
    return {"kind": event.kind, "day": _day(event.day), "by": event.by}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
