"""The reasons of a decision in words, in Chinese and English: only those that settle it, or leave it open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dutybook.conditions.closure import Step
from dutybook.conditions.facts import Bilingual, Value, dictionary
from dutybook.decisions.decide import Binding, Verdict
from dutybook.decisions.scope import DATE, PLACE

VERDICT_WORDS: Final[dict[Verdict, Bilingual]] = {
    "binds": Bilingual("适用", "binds"),
    "may_bind": Bilingual("可能适用", "may bind"),
    "does_not_bind": Bilingual("不适用", "does not bind"),
}

READING_ONLY: Final = Bilingual(
    "仅供阅读：法律有此规定，Dutybook 不代为办理",
    "read only: the law says it, Dutybook does not operate it",
)

READING_ONLY_REASONS: Final = {
    "person_directed": Bilingual("涉及对个人的措施", "it is directed at persons"),
    "expression": Bilingual("涉及言论、信仰或者文化", "it concerns expression, belief or culture"),
    "intelligence": Bilingual("涉及情报工作", "it concerns intelligence work"),
    "state_power": Bilingual("属于国家机关的职权", "it is a power or task of the state"),
}


def why(binding: Binding) -> Bilingual:
    """What settles a decision, or what it hangs on, in one line.

    Of a duty that binds by its facts, time and place are left to the whole tree of reasons.

    Args:
        binding: as `decide` gives it.
    """
    leaves = list(dict.fromkeys(settling(binding.reasons)))
    own = [step for step in leaves if step.fact not in (DATE, PLACE) and step.connective == "fact"]
    said = dict.fromkeys(told(binding, step) for step in (own if binding.reasons.value and own else leaves))
    return Bilingual("；".join(words.zh for words in said), "; ".join(words.en for words in said))


def settling(step: Step) -> Iterator[Step]:
    """The leaves that make a node what it is: the false ones of a false `and`, the open ones of an open node.

    >>> from dutybook.conditions.closure import evaluate
    >>> from dutybook.conditions.language import parse
    >>> tree = evaluate(parse("key_target and (cii_operator or ce_key_unit)"), {"key_target": False}).tree
    >>> [leaf.text for leaf in settling(tree)]
    ['key_target']
    """
    if not step.parts:
        yield step
    for part in step.parts:
        if step.connective == "not" or part.value is step.value:
            yield from settling(part)


def shown(value: Value | None) -> Bilingual:
    """A value as a person reads it.

    >>> shown(True), shown(frozenset())
    (Bilingual(zh='是', en='yes'), Bilingual(zh='无', en='none'))
    """
    if value is None:
        return Bilingual("未知", "not known")
    if isinstance(value, bool):
        return Bilingual("是", "yes") if value else Bilingual("否", "no")
    if isinstance(value, frozenset):
        members = ", ".join(sorted(value))
        return Bilingual(members or "无", members or "none")
    text = f"{value:,}" if isinstance(value, int | float) else value
    return Bilingual(text, text)


def told(binding: Binding, step: Step) -> Bilingual:
    """One leaf of the reasons in words: the fact, the value that was known, and what came of it.

    Args:
        binding: whose reasons they are. step: a leaf of them.
    """
    if step.fact is None:
        return _constant(binding, step)
    if step.fact == DATE:
        return _date(step)
    fact = dictionary()[step.fact]
    if step.known is None:
        return Bilingual(f"{fact.label.zh}未知", f"{fact.label.en}: not known")
    value = shown(step.known)
    if isinstance(step.known, str) and step.fact != PLACE:
        value = fact.label_of(step.known)
    zh, en = ("成立", "holds") if step.value else ("不成立", "fails")
    if step.value is None:
        zh, en = "无法判断", "cannot be told"
    return Bilingual(
        f"{fact.label.zh}：{value.zh}（{step.text} {zh}）", f"{fact.label.en}: {value.en} ({step.text} {en})"
    )


def _constant(binding: Binding, step: Step) -> Bilingual:
    note = binding.entry.act.in_force.note
    if step.text == "not commenced":
        more = note or Bilingual("", "")
        return Bilingual(f"尚未施行。{more.zh}".strip(), f"not yet commenced. {more.en}".strip())
    return _EVERYBODY if step.value else _NOBODY


_EVERYBODY: Final = Bilingual("对所有场所适用", "binds everybody there")
_NOBODY: Final = Bilingual("对任何场所都不适用", "binds nobody")


def _date(step: Step) -> Bilingual:
    sign, day = step.text.split()[1:]
    if step.value:
        return Bilingual(f"{step.known}时有效", f"in force on {step.known}")
    if sign == ">=":
        return Bilingual(f"自{day}起施行", f"in force only from {day}")
    return Bilingual(f"{day}后失效", f"no longer in force after {day}")
