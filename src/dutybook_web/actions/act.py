"""Acts come into the library, are told more of, and go out of it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dutybook.law import read_source
from dutybook.law.model import Act as Tree
from dutybook.law.model import Annex, Article
from dutybook.law.parser import parse
from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.files.limits import DEFAULT, check_size, size_of
from dutybook_web.files.names import clean_name
from dutybook_web.models import Act, Organisation, Provision
from dutybook_web.queries.library import proposed
from dutybook_web.queries.search import MOST_GRAMS, grams, index, plain, unindex
from dutybook_web.refusals import Conflict, Refused

_TEXTS = frozenset({".txt", ".md", ".htm", ".html"})


def take_act(actor: Actor, organisation: Organisation, file: BinaryIO, name: str) -> Act:
    """Measure a file that was sent and import the act in it, as `import_act` does.

    Raises:
        FileRefused: it is empty or too large.
    """
    size, cleaned = size_of(file), clean_name(name)
    if Path(cleaned).suffix.lower() in _TEXTS:
        check_size(size, DEFAULT.text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / cleaned
        file.seek(0)
        path.write_bytes(file.read())
        return import_act(actor, organisation, path, cleaned)


@transaction.atomic
def import_act(actor: Actor, organisation: Organisation, path: Path, name: str) -> Act:
    """Read an act from a file into the library of a tenant.

    Who: library.import anywhere in the tenant. Changes: the act with its provisions, and the index. Recorded:
    act.import.

    Args:
        organisation: the root of the tenant. path: the file. name: what the user calls it.

    Raises:
        DutybookError: a file that cannot be read as an act; it says why and what to do.
        Refused: a text without articles. Conflict: the same text is there already.
    """
    source = read_source(path)
    tree = parse(source)
    rows = list(_provisions(tree))
    if not rows:
        why = _("No article, section or annex was found in %(name)s: check that it is the text of an act.")
        raise Refused("no_articles", why % {"name": name})
    if "\0" in source.text or any(len(grams(row.plain)) > MOST_GRAMS for row in rows):
        why = _("%(name)s holds what is no running text: save the text of the act anew, and import that.")
        raise Refused("no_text", why % {"name": name})
    act = _created(
        Act(organisation=organisation, imported_by=actor.account, file_name=name[:200], text=source.text), tree
    )
    for row in rows:
        row.act, row.tenant_id = act, act.tenant_id
    index(Provision.objects.bulk_create(rows))
    record(actor.account, "act.import", act, organisation, {"title": act.title, "sha256": act.digest})
    return act


@transaction.atomic
def change_act(actor: Actor, act: Act, changed: Iterable[str]) -> Act:
    """Save what was changed of an act: its title, its days, which act of the catalogue it is the text of.

    Who: library.import in its tenant. Recorded: act.change with the new values.
    """
    act.plain_title = plain(act.title)[:300]
    act.save(update_fields=[*changed, "plain_title"])
    told = {name: str(getattr(act, name) or "") for name in sorted(changed)}
    record(actor.account, "act.change", act, act.organisation, told)
    return act


@transaction.atomic
def remove_act(actor: Actor, act: Act) -> None:
    """Take an act out of the library; the catalogue, tasks and evidence keep their own wording.

    Who: library.import in its tenant. Recorded: act.remove.
    """
    unindex(act.provisions.all())
    record(actor.account, "act.remove", act, act.organisation, {"title": act.title, "sha256": act.digest})
    act.delete()


def _created(act: Act, tree: Tree) -> Act:
    """Fill in what the text tells, and save."""
    told, source = tree.metadata, tree.source
    act.digest = hashlib.sha256(source.text.encode()).hexdigest()
    act.title = (told.title or Path(act.file_name).stem)[:300]
    act.plain_title = plain(act.title)[:300]
    act.kind, act.jurisdiction, act.start = told.kind, told.jurisdiction, told.in_force
    act.file_format, act.articles = source.format, len(tree.articles)
    act.act = proposed(act.organisation.root, act.title)
    try:
        with transaction.atomic():
            act.save()
    except IntegrityError:
        there = _("%(name)s is in the library already, word for word.") % {"name": act.file_name}
        raise Conflict("act_there", there) from None
    return act


def _provisions(tree: Tree) -> Iterator[Provision]:
    """Its articles and annexes as rows, which do not know their act yet."""
    nodes: list[Article | Annex] = [*tree.articles, *tree.annexes]
    for node in nodes:
        text = "\n".join(_lines(node))
        yield Provision(
            eid=node.eid,
            number=node.num[:40],
            heading=node.heading[:300],
            text=text,
            plain=plain(f"{node.num}{node.heading}{text}"),
        )


def _lines(node: Article | Annex) -> Iterator[str]:
    for paragraph in node.paragraphs:
        yield f"{paragraph.num}{paragraph.text}"
        for item in paragraph.items:
            yield f"{item.num}{item.text}"
            yield from (f"{point.num}{point.text}" for point in item.points)
        if paragraph.tail:
            yield paragraph.tail
