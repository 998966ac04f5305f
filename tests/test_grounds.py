"""The method page lists every figure with its grounds, and none twice."""

from greener.answers.displacement import DISPLACED_YEARLY
from greener.answers.evidence import Constant, Evidence
from greener.grounds import constants, safety_grounds, worth_grounds


def test_every_constant_of_the_answers_is_listed_once():
    found = [constant for _, constant in constants()]
    assert DISPLACED_YEARLY in found
    assert len({id(constant) for constant in found}) == len(found) >= 5
    assert all(isinstance(constant, Constant) for constant in found)
    listed = {ground.source for ground in safety_grounds()}
    assert {constant.source for constant in found} <= listed


def test_names_are_words_and_figures_come_from_the_constants():
    by_name = {ground.name: ground for ground in safety_grounds()}
    anchor = by_name["Displaced yearly"]
    assert anchor.figure == f"{DISPLACED_YEARLY.value:g}"
    assert anchor.evidence is DISPLACED_YEARLY.evidence


def test_ranges_are_shown_where_known():
    ranged = [constant for _, constant in constants() if constant.low is not None]
    assert ranged
    figures = {ground.figure for ground in safety_grounds()}
    for constant in ranged:
        assert f"{constant.value:g} ({constant.low:g} to {constant.high:g})" in figures


def test_judgement_is_among_the_grounds_of_both_answers():
    for grounds in (safety_grounds(), worth_grounds()):
        assert Evidence.JUDGEMENT in {ground.evidence for ground in grounds}
        assert all(ground.source and ground.figure for ground in grounds)
