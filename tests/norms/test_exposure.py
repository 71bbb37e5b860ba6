from tests.norms.zh.reading_of import found

from dutybook.norms.exposure import Exposure, Fine, backed, exposures

DUTY = "场馆应当巡查。\n场馆应当备案。"


def test_sanction_on_an_article_backs_its_paragraphs():
    norms = found(DUTY, "违反本办法第一条规定的，处一千元以上五千元以下罚款。")
    assert backed(norms) == ((), (), (0, 1))


def test_sanction_on_a_paragraph_backs_only_that():
    norms = found(DUTY, "违反本办法第一条第二款规定的，处一千元以上五千元以下罚款。")
    assert backed(norms) == ((), (), (1,))


def test_exposure_tells_fines_on_the_unit_and_on_persons_and_other_consequences():
    penalty = (
        "违反本办法第一条规定的，责令改正；拒不改正的，处一千元以上五千元以下罚款，"
        "对直接负责的主管人员处五百元以下罚款；情节严重的，责令停业。"
    )
    first = exposures(found(DUTY, penalty))[0]
    assert (first.unit, first.persons) == (Fine(1000, 5000), Fine(None, 500))
    assert first.others == ("order_correction", "suspension")
    assert first.sanctions == (2, 3, 4, 5)


def test_norm_without_sanction_and_sanction_itself_expose_to_nothing():
    norms = found("场馆应当巡查。", "违反本办法规定的，处一千元罚款。")
    assert exposures(norms) == (Exposure(), Exposure())
