from tests.web.addresses import inspection_at, round_at
from tests.web.browser.conftest import Open, fits, shot
from tests.web.conftest import World
from tests.web.faults.calls import _submission

from dutybook_web.actions.checklist import draft_checklist, publish_checklist
from dutybook_web.actions.inspection import submit_inspection


def test_shots(browse: Open, world: World, width: str, language: str, settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"
    m = world.account("manager", world.east)
    d = draft_checklist(world.actor("manager"), world.east, "plan-2026-classes", "class-2")
    e = draft_checklist(world.actor("manager"), world.east, "plan-2026-classes", "class-1")
    publish_checklist(world.actor("manager"), d)
    i = inspection_at(world.station, d)
    submit_inspection(world.actor("manager"), i, _submission(world, i))
    inspection_at(world.station, d)
    round_at(world.station)
    for name, path in {
        "list": "/inspections/",
        "page": f"/inspections/{i.key}/",
        "rounds": "/rounds/",
        "checklists": "/checklists/",
        "checklist": f"/checklists/{d.key}/",
        "edit": f"/checklists/{e.key}/edit/",
        "plan": "/inspections/plan/",
        "roundadd": "/rounds/add/",
    }.items():
        page = browse(m, path, width, language)
        assert fits(page), path
        shot(page, f"m-{name}-{width}-{language}")
