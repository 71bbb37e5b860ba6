import pytest
from tests.catalogue.files import MODEL, changed, write

from dutybook.catalogue.load import act_files, catalogue, check_files, load_act, load_file, shipped_file
from dutybook.catalogue.model import OperatedDuty, ReadingOnlyDuty
from dutybook.errors import CatalogueError


def told(tmp_path, old, new):
    """Line and words of every mistake that a change of the model file brings."""
    path = write(tmp_path, changed(old, new))
    return [str(mistake).removeprefix(str(path)) for mistake in load_file(path).mistakes]


def test_the_model_file_is_sound(tmp_path):
    loaded = load_file(write(tmp_path))
    assert loaded.mistakes == ()
    assert [type(entry.duty) for entry in loaded.entries] == [OperatedDuty, ReadingOnlyDuty]


def test_entries_hold_their_conditions_and_places(tmp_path):
    path = write(tmp_path)
    first, second = catalogue(tmp_path).entries
    assert (str(first.condition), str(first.act_condition)) == ("key_target", "serves_public")
    assert str(second.condition) == "kind in ('homestay', 'lodging')"
    assert (first.place, second.place) == (f"{path}:10", f"{path}:25")


def test_an_act_without_condition_has_none(tmp_path):
    write(tmp_path, changed("  applies: serves_public\n", ""))
    assert [entry.act_condition for entry in catalogue(tmp_path).entries] == [None, None]


def test_the_catalogue_finds_by_id(tmp_path):
    write(tmp_path)
    loaded = catalogue(tmp_path)
    assert loaded.by_id["model-act/7-report"] is loaded.entries[0]
    assert loaded.act_by_id["model-act"] is loaded.acts[0]
    assert loaded.of_act("model-act") == loaded.entries
    assert [note.provision for note in loaded.not_duties["model-act"]] == ["art_1__para_1"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("key_target = true", "key_targt = true", ":15: condition 'key_targt = true': there is no fact 'key_targt' ("),
        ("applies: serves_public", "applies: capacity < 0", ":8: condition 'capacity < 0'"),
        ("key_target = true", "key_target = 'yes'", ":15: condition"),
        ('"41"', "41", ":4: act.jurisdiction: this is no text (found 41); write text; put quotes around "),
        ("period: P6M", "period: P6X", ":16: duties.0.cadence.period: "),
        ("kind: every", "kind: often", ":16: duties.0.cadence: "),
        ("role: lodging_provider", "role: hotelier", ":28: duties.1.role: no role is named 'hotelier': "),
        ("[report, receipt]", "[report, gossip]", ":18: duties.0.evidence.1: it is not 'agreement', "),
        ("[report, receipt]", "[report, report]", ":10: duties.0: the evidence 'report' stands twice; "),
        ("    workflow: report\n", "", ":10: duties.0.workflow: it is missing; write it [catalogue]"),
        ("workflow: report", "workflow: report\n    colour: red", ":20: duties.0.colour: no such part belongs here"),
        ("workflow: report", "workflow: watch", ":19: duties.0.workflow: it is not 'report', "),
        ("{zh: 每半年报一次防范情况", "{zh: ''", ":14: duties.0.summary.zh: String should have at least 4 "),
        ("zh: 每半年报一次防范情况", "zh: Report it", ":14: duties.0.summary.zh: this is no Chinese: "),
        ("en: Report every", "en: 报 every", ":14: duties.0.summary.en: '报' is Chinese: write it in English"),
        ("from: 2024-01-01", "from: 2024-02-30", ":6: act.in_force.from: it is not a valid date"),
        ("from: 2024-01-01", "from: null", ":6: act.in_force: from is null without a note"),
        ("to: null", "to: 2023-01-01", ":6: act.in_force: the act ends before it begins"),
        ("art_3__para_1\n", "第三条\n", ":26: duties.1.provision: String should match pattern"),
        ("modality: obligation", "modality: must", ":13: duties.0.modality: it is not 'obligation', "),
        ("[1000, 10000]", "[10000, 1000]", ":22: duties.0.sanction.fine_cny: person ends below its beginning"),
        ("[1000, 10000]", "[null, null]", ":22: duties.0.sanction.fine_cny: person has neither end"),
        ("{unit: [null, 100000], person: [1000, 10000]}", "{}", ":22: duties.0.sanction.fine_cny: fine_cny names "),
        ("model-act/8-identity", "model-act/7-report", ":1: the file: the id 'model-act/7-report' stands twice"),
        ("model-act/8-identity", "other-act/8-identity", ":1: the file: the id 'other-act/8-identity' does not begin"),
        ("model-act/8-identity", "model-act/Ö", ":25: duties.1.id: String should match pattern"),
        ("art_1__para_1", "art_3__para_2", ":1: the file: art_3__para_2 has an entry and stands in not_duties"),
        ("art_1__para_1\n", "art_1__para_1\n    why: {zh: 同上, en: same}\n  - provision: art_1__para_1\n",
         ":1: the file: not_duties tells art_1__para_1 twice"),
        ("id: model-act\n", "id: moved-act\n", ":1: the file: the id 'model-act/7-report' does not begin"),
        ("country: cn", "country: gb", ": the country is gb; move it to that country's folder [catalogue]"),
        ("modality: obligation", "modality: sanction", ":10: duties.0: a sanction is nothing to work: workflow: none"),
        ("workflow: report", "workflow: report\n    workflow: plan", ":20: the key 'workflow' stands twice"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, expected):
    (mistake,) = told(tmp_path, old, new)
    assert mistake[: len(expected)] == expected


@pytest.mark.parametrize("part", ["workflow: report", "cadence: {kind: once}", "retention: P1D", "evidence: [photo]"])
def test_an_entry_that_is_only_read_has_nothing_to_work(tmp_path, part):
    name = part.split(":")[0]
    (mistake,) = told(tmp_path, "reading_only: person_directed", f"reading_only: person_directed\n    {part}")
    assert mistake.startswith(f":33: duties.1.{name}: no such part belongs here")
    assert mistake.endswith("; a reading_only entry has nothing to work: delete it [catalogue]")


def test_all_mistakes_of_a_file_are_told(tmp_path):
    text = changed("modality: obligation", "modality: must").replace("role: lodging_provider", "role: x")
    assert [mistake.place.rsplit(":", 1)[1] for mistake in load_file(write(tmp_path, text)).mistakes] == ["13", "28"]


def test_loading_tells_the_first_mistake_and_how_many_more(tmp_path):
    text = changed("modality: obligation", "modality: must").replace("role: lodging_provider", "role: x")
    write(tmp_path, text)
    with pytest.raises(CatalogueError, match=r"\(and 1 more\); .*; `dutybook catalogue check` lists all"):
        catalogue(tmp_path)


def test_loading_tells_the_only_mistake_as_it_is(tmp_path):
    path = write(tmp_path, changed("modality: obligation", "modality: must"))
    with pytest.raises(CatalogueError) as caught:
        load_act(path)
    assert str(caught.value) == str(load_file(path).mistakes[0])


def test_a_file_that_is_no_yaml_is_one_mistake(tmp_path):
    path = write(tmp_path, "a: [")
    assert [mistake.code for mistake in load_file(path).mistakes] == ["catalogue"]


def test_a_file_without_duties_is_told(tmp_path):
    path = write(tmp_path, MODEL[: MODEL.index("duties:")] + "duties: []\n")
    assert [mistake.cause for mistake in load_file(path).mistakes] == [
        "the file: duties is empty: an act without duties needs no file"
    ]


def test_a_file_is_named_for_its_act(tmp_path):
    path = write(tmp_path, name="other")
    assert [str(mistake) for mistake in load_file(path).mistakes] == [
        f"{path}: the act's id is model-act; name the file model-act.yaml [catalogue]"
    ]


def test_two_files_of_one_act_are_told(tmp_path):
    first, second = write(tmp_path), write(tmp_path, name="other")
    _, mistakes = check_files(tmp_path)
    assert [mistake.cause for mistake in mistakes if mistake.place == str(second)] == [
        "the act's id is model-act",
        f"{first} holds the same act",
    ]


def test_schemes_are_no_acts(tmp_path):
    path = write(tmp_path)
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "x.yaml").write_text("tiers: {}", "utf-8")
    assert act_files(tmp_path) == [path]


def test_a_folder_may_hold_the_files_themselves(tmp_path):
    path = write(tmp_path)
    assert act_files(path.parent) == [path]


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(CatalogueError, match="no act file stands here"):
        catalogue(tmp_path)


def test_an_unknown_act_is_told():
    with pytest.raises(CatalogueError, match="nowhere: the catalogue that Dutybook ships has no such act"):
        shipped_file("nowhere")


def test_an_act_that_is_not_commenced_has_a_note(tmp_path):
    write(tmp_path, changed("{from: 2024-01-01, to: null}", "{from: null, note: {zh: 尚未生效, en: not commenced}}"))
    assert catalogue(tmp_path).acts[0].in_force.start is None
