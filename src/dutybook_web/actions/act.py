"""Acts come into the library, and go out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from dutybook.law import read_source
from dutybook.law.model import Act as Tree
from dutybook.law.model import Annex, Article
from dutybook.law.parser import parse
from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Act, Organisation, Provision
from dutybook_web.queries.search import index, plain, unindex
from dutybook_web.refusals import Conflict


@transaction.atomic
def import_act(actor: Actor, organisation: Organisation, path: Path, name: str, catalogued: str = "") -> Act:
    """Read an act from a file into the library of a tenant.

    Who: library.import at the organisation. Changes: the act with its provisions, and the index. Recorded: act.import.

    Args:
        path: the file. name: what the user calls it. catalogued: the id of the catalogue's act that it is the text of.

    Raises:
        DutybookError: a file that cannot be read as an act; it says why and what to do.
        Conflict: the same text is there already.
    """
    source = read_source(path)
    tree = parse(source)
    digest = hashlib.sha256(source.text.encode()).hexdigest()
    if Act.objects.filter(tenant=organisation.root, digest=digest).exists():
        raise Conflict("act_there", _("%(name)s is in the library already, word for word.") % {"name": name})
    told = tree.metadata
    title = (told.title or Path(name).stem)[:300]
    act: Act = Act.objects.create(
        organisation=organisation,
        act=catalogued,
        title=title,
        plain_title=plain(title)[:300],
        kind=told.kind,
        jurisdiction=told.jurisdiction,
        start=told.in_force,
        file_name=name[:200],
        file_format=source.format,
        digest=digest,
        text=source.text,
        articles=len(tree.articles),
        imported_by=actor.account,
    )
    index(Provision.objects.bulk_create(_provisions(act, tree)))
    record(actor.account, "act.import", act, organisation, {"title": act.title, "sha256": digest})
    return act


@transaction.atomic
def remove_act(actor: Actor, act: Act) -> None:
    """Take an act out of the library; the catalogue, tasks and evidence keep their own wording.

    Who: library.import at its organisation. Recorded: act.remove.
    """
    unindex(act.provisions.all())
    record(actor.account, "act.remove", act, act.organisation, {"title": act.title, "sha256": act.digest})
    act.delete()


def _provisions(act: Act, tree: Tree) -> Iterator[Provision]:
    nodes: list[Article | Annex] = [*tree.articles, *tree.annexes]
    for node in nodes:
        text = "\n".join(_lines(node))
        yield Provision(
            act=act,
            tenant_id=act.tenant_id,
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
