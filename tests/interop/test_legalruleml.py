import re

import pytest
from lxml import etree
from tests.catalogue.files import MODEL, changed, write

from dutybook.catalogue.load import catalogue
from dutybook.interop import legalruleml

ORDER = [
    "Prefix", "Comment", "LegalReferences", "LegalSources", "References", "Sources", "Times",
    "TemporalCharacteristics", "Agents", "Figures", "Roles", "Authorities", "Jurisdictions", "Associations",
    "Alternatives", "Context", "Statements",
]  # fmt: skip
"""The order in which LegalRuleML 1.0 asks for the parts of a document."""

NS = {"lrml": legalruleml.LRML, "ruleml": legalruleml.RULEML}


def tree(folder=None):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(legalruleml.write(catalogue(folder)), parser)


@pytest.fixture
def model(tmp_path):
    write(tmp_path)
    return tree(tmp_path)


@pytest.fixture(params=["shipped", "model"])
def document(request, model):
    return model if request.param == "model" else tree()


def test_parts_stand_in_the_order_of_the_standard(document):
    found = [ORDER.index(etree.QName(part).localname) for part in document]
    assert found == sorted(found)


def test_every_reference_has_its_target(document):
    keys = [key.removeprefix(":") for key in document.xpath("//@key")]
    keys += document.xpath("//@refersTo")
    assert len(keys) == len(set(keys))
    assert {reference.removeprefix("#") for reference in document.xpath("//@keyref")} - set(keys) == set()


def test_keys_are_ascii_names(document):
    keys = [key.removeprefix(":") for key in document.xpath("//@key")]
    assert [key for key in keys if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", key)] == []


def test_a_duty_is_a_prescriptive_statement(model):
    (statement,) = model.xpath("//lrml:PrescriptiveStatement[@key='model-act_7-report']", namespaces=NS)
    assert statement.xpath(".//ruleml:if//ruleml:Data/text()", namespaces=NS) == ["(serves_public) and (key_target)"]
    assert statement.xpath(".//lrml:Obligation//ruleml:Data/text()", namespaces=NS) == [
        "Report every six months on the precautions taken.",
        "每半年报一次防范情况",
    ]


def test_a_sanction_repairs_the_breach_of_its_duty(model):
    (reparation,) = model.xpath("//lrml:Reparation", namespaces=NS)
    assert [part.get("keyref") for part in reparation] == ["#model-act_7-report_penalty", "#model-act_7-report"]
    (penalty,) = model.xpath("//lrml:PenaltyStatement//ruleml:Data/text()", namespaces=NS)
    assert '"fine_cny": {"unit": [null, 100000], "person": [1000, 10000]}' in penalty


def test_prohibitions_and_permissions(tmp_path):
    text = MODEL.replace("modality: obligation", "modality: prohibition", 1)
    write(tmp_path, text.replace("modality: obligation", "modality: permission"))
    found = tree(tmp_path).xpath("//ruleml:then/*", namespaces=NS)
    assert [etree.QName(part).localname for part in found] == ["Prohibition", "Permission"]


def test_a_sanction_of_its_own_is_a_penalty(tmp_path):
    text = changed("modality: obligation", "modality: sanction").replace("workflow: report", "workflow: none")
    write(tmp_path, text)
    document = tree(tmp_path)
    assert document.xpath("//lrml:PenaltyStatement/@key", namespaces=NS) == ["model-act_7-report"]
    assert document.xpath("//lrml:ReparationStatement", namespaces=NS) == []


def test_a_sanction_without_figures_is_told_in_words(tmp_path):
    sanction = MODEL[MODEL.index("    sanction:") : MODEL.index("    rationale:")]
    text = MODEL.replace(sanction, "").replace("modality: obligation", "modality: sanction", 1)
    write(tmp_path, text.replace("workflow: report", "workflow: none"))
    assert tree(tmp_path).xpath("//lrml:PenaltyStatement//ruleml:Data/text()", namespaces=NS) == [
        "Report every six months on the precautions taken."
    ]


def test_days_in_force(tmp_path):
    write(tmp_path, changed("to: null", "to: 2030-12-31"))
    document = tree(tmp_path)
    assert document.xpath("//ruleml:Time/ruleml:Data/text()", namespaces=NS) == ["2024-01-01", "2030-12-31"]
    assert document.xpath("//lrml:hasStatusDevelopment/@iri", namespaces=NS) == ["lrmlv:Starts", "lrmlv:Ends"]


def test_an_act_that_is_not_commenced_has_no_times(tmp_path):
    text = changed("{from: 2024-01-01, to: null}", "{from: null, note: {zh: 尚未生效, en: not commenced}}")
    write(tmp_path, text.replace('"41"', '""').replace("  applies: serves_public\n", ""))
    document = tree(tmp_path)
    names = {etree.QName(part).localname for part in document}
    assert names == {"LegalReferences", "Roles", "Associations", "Statements"}
