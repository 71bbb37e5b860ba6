"""Which modal words of a sentence govern a verb of their own, and which only describe a noun or belong to another."""

from __future__ import annotations

from collections.abc import Sequence

from dutybook.norms.model import Modality
from dutybook.norms.zh.bearers import subject
from dutybook.norms.zh.clauses import Clause
from dutybook.norms.zh.conditions import ends_in_case
from dutybook.norms.zh.lexicon import cue, cue_pattern, words
from dutybook.norms.zh.modality import Trigger, is_soft, qualifies_noun, triggers
from dutybook.norms.zh.phrases import after_links

_VERBS = words("verbs", "actions")
_NEAR = 400
_LOOK_BACK = 12
"""How many clauses back a soft word looks for another modal word; keeps the cost linear."""


class Predicates:
    """Finds the governing modal words, clause by clause.

    Args:
        cover: the veiled text of the unit.
        cut: the clauses of the sentence.
        leaning: the sentence is an item that takes its modality from a lead-in.
    """

    def __init__(self, cover: str, cut: Sequence[Clause], *, leaning: bool = False) -> None:
        self.cover, self.cut, self.leaning = cover, cut, leaning
        self.found = [triggers(cover, clause.start, clause.end) for clause in cut]

    def governing(self) -> list[list[Trigger]]:
        """For each clause, its modal words that govern a verb."""
        return [self._of_clause(place) for place in range(len(self.cut))]

    def _of_clause(self, place: int) -> list[Trigger]:
        clause, found = self.cut[place], self.found[place]
        if ends_in_case(self.cover, clause):
            return []
        if not found:
            return self._duty_noun(clause)
        kept: list[Trigger] = []
        for number, trigger in enumerate(found):
            after = found[number + 1] if number + 1 < len(found) else None
            if self._governs(place, trigger, after, first=not kept):
                kept.append(trigger)
        return kept

    def _duty_noun(self, clause: Clause) -> list[Trigger]:
        """有…的义务, 有…的权利 as a modal word of its own."""
        duty = cue_pattern("duty_nouns").search(self.cover, clause.start, clause.end)
        if not duty:
            return []
        modality: Modality = "permission" if duty[1] == "权利" else "obligation"
        return [Trigger(duty.start(1), duty.end(1), duty[1], modality)]

    def _governs(self, place: int, trigger: Trigger, after: Trigger | None, *, first: bool) -> bool:
        clause = self._near(self.cut[place], trigger)
        if trigger.word == "不准" and self.cover.startswith("其", trigger.end):
            return False
        if trigger.end >= clause.end or qualifies_noun(self.cover, trigger, clause.end):
            return False
        if after is not None and self._gives_way(trigger, after):
            return False
        if not first and not self._joined(clause, trigger):
            return False
        if self._describes_topic(place, trigger) or self._describes_noun(place, trigger):
            return False
        if is_soft(trigger):
            return first and self._is_predicate(clause, trigger) and self._is_main(place, trigger)
        if cue("bans").starting(trigger.word, 0):
            return self._bans(place, trigger)
        if cue("concluding").starting(trigger.word, 0) and self.found[place][0].start < trigger.start:
            return False
        if trigger.word == "可" and self._may_follow(clause, trigger):
            return True
        return trigger.word not in ("需", "可") or self._is_predicate(clause, trigger)

    def _near(self, clause: Clause, trigger: Trigger) -> Clause:
        """The part of a clause around a modal word; all of it but in text that is no act."""
        start, end = max(clause.start, trigger.start - _NEAR), min(clause.end, trigger.end + _NEAR)
        return Clause(start, end, clause.mark)

    def _may_follow(self, clause: Clause, trigger: Trigger) -> bool:
        """Whether 可 has a verb or an adverbial behind it and a subject in front (方案可由专业单位编制)."""
        if subject(self.cover, clause.start, trigger.start).kind == "none":
            return False
        return self.cover.startswith(("由", "按照", "根据", "向"), trigger.end)

    def _gives_way(self, trigger: Trigger, after: Trigger) -> bool:
        """Whether the next modal word of the clause is the one that governs (禁止停车区域应当…, 应当每年不得少于…)."""
        if cue("bans").starting(trigger.word, 0):
            return not cue("bans").starting(after.word, 0)
        if after.word == "不得" and cue("measures").starting(self.cover, after.end):
            return True
        between = self.cover[trigger.end : after.start]
        if between.endswith("的") and len(after.word) == 1:
            return False
        return "的" in between and not cue("adding").ending(between, 0, len(between))

    def _joined(self, clause: Clause, trigger: Trigger) -> bool:
        """Whether a second modal word is joined to the first (可以A但不得B), and no part of its object."""
        return (
            cue("joining").ending(self.cover, clause.start, trigger.start) > 0
            or cue("measures").starting(self.cover, trigger.end) > 0
        )

    def _describes_topic(self, place: int, trigger: Trigger) -> bool:
        """Whether the modal word only describes the topic of the next clause (禁止停车的路段，应当…)."""
        if place + 1 >= len(self.cut):
            return False
        clause = self._near(self.cut[place], trigger)
        zone = self.cover[clause.start : trigger.start]
        if zone:
            if not cue_pattern("by_rule").search(zone):
                return False
            if subject(self.cover, clause.start, trigger.start).kind == "bearer":
                return False
        elif not cue("bans").starting(trigger.word, 0):
            return False
        after = self.cut[place + 1]
        return "的" in self.cover[trigger.end : clause.end] and self._follows_up(after)

    def _follows_up(self, clause: Clause) -> bool:
        return cue("follow_up").starting(self.cover, after_links(self.cover, clause.start, clause.end)) > 0

    def _describes_noun(self, place: int, trigger: Trigger) -> bool:
        """Whether the modal word stands inside a noun phrase (对应当报告的事项, 少缴应当为其缴纳的费用)."""
        clause = self._near(self.cut[place], trigger)
        bare = self.cover[after_links(self.cover, clause.start, trigger.start) : trigger.start]
        zone = self.cover[clause.start : trigger.start]
        if bare and (bare in cue("particles").all or zone in cue("particles").all):
            return True
        if not place or not self.found[place - 1] or _VERBS.starting(zone, 0) < 2:
            return False
        if "的" not in self.cover[trigger.end : clause.end]:
            return False
        return subject(self.cover, clause.start, trigger.start).kind == "none"

    def _bans(self, place: int, trigger: Trigger) -> bool:
        """Whether 禁止 is the predicate: nothing, a body, or a place or time stands before it."""
        clause = self._near(self.cut[place], trigger)
        bare = self.cover[after_links(self.cover, clause.start, trigger.start) : trigger.start]
        if not bare:
            return not (self.leaning and place == 0)
        bare = cue_pattern("intensity").sub("", bare)
        if not bare or self._is_predicate(clause, trigger) or cue("place_ends").ending(bare, 0, len(bare)):
            return True
        if (
            bare.endswith(("、", "规定", "要求", "明确"))
            or _VERBS.starting(bare, 0) == len(bare)
            or cue("continuing").ending(bare, 0, len(bare))
        ):
            return False
        return subject(self.cover, clause.start, trigger.start).kind == "thing"

    def _is_predicate(self, clause: Clause, trigger: Trigger) -> bool:
        """Whether nothing but a bearer and adverbs stands before the modal word."""
        if after_links(self.cover, clause.start, trigger.start) == trigger.start:
            return True
        found = subject(self.cover, clause.start, trigger.start)
        if found.kind != "bearer":
            return False
        behind = after_links(self.cover, found.end, trigger.start)
        return behind == trigger.start or cue("manner").starting(self.cover, found.end) > 0

    def _is_main(self, place: int, trigger: Trigger) -> bool:
        """Whether a soft word is its sentence's own predicate and not one verb of a row."""
        clause = self.cut[place]
        earlier = [word for found in self.found[max(0, place - _LOOK_BACK) : place] for word in found]
        if earlier:
            # 鼓励A；鼓励B: both open a norm.
            mark = self.cover[clause.start - 1 : clause.start]
            if mark in ("；", ";") and subject(self.cover, clause.start, trigger.start).kind == "bearer":
                return True
            alike = all(is_soft(word) for word in earlier) and earlier[0].start < self.cut[0].end
            return alike and trigger.start == clause.start
        if subject(self.cover, clause.start, trigger.start).kind == "bearer":
            return True
        before = self.cut[max(0, place - _LOOK_BACK) : place]
        return all(subject(self.cover, one.start, one.end, verbs=True).kind != "bearer" for one in before)
