"""Model sentences read as an act would be: `norms_of` gives norms in short, `act_of` an act of model articles."""

from dutybook.law import Source, parse
from dutybook.norms import extract

SIGNS = {"obligation": "must", "prohibition": "must not", "permission": "may", "sanction": "sanction"}


def act_of(*articles):
    """An act whose articles have the given texts; lines of a text are paragraphs and items."""
    numerals = "一二三四五六七八九"
    lines = [f"第{numerals[number]}条　{text}" for number, text in enumerate(articles)]
    return parse(Source("海州市公共场所防护办法\n\n" + "\n".join(lines) + "\n", "model"))


def found(*articles):
    """The norms of model articles."""
    return extract(act_of(*articles))


def norms_of(*articles):
    """The norms of model articles as (must, bearer, act) in reading order."""
    return [(SIGNS[norm.modality], norm.bearer, norm.action) for norm in found(*articles)]


def units_of(*articles):
    """Where the norms of model articles stand."""
    return [norm.unit for norm in found(*articles)]
