import pytest

from matching import Statement
from matching.intents import NEED_CODES, OFFER_CODES, gate_matrix, infer_intent, intent_of


def cost(need: str, offer: str) -> float:
    return float(gate_matrix()[NEED_CODES.index(need), OFFER_CODES.index(offer)])


def test_pairs_cost_nothing():
    pairs = [
        ("buy", "sell"),
        ("be_distributed", "distribute"),
        ("partner", "partner"),
        ("skills", "skills"),
        ("technology", "technology"),
        ("be_mentored", "mentor"),
        ("seek_investment", "invest"),
    ]
    assert [cost(*pair) for pair in pairs] == [0.0] * 7


def test_two_sellers_are_closed_to_each_other():
    assert cost("be_distributed", "sell") < -1.0


def test_a_person_at_work_is_no_answer_to_who_would_buy_goods():
    assert cost("buy", "skills") < cost("buy", "open") < cost("buy", "sell")
    assert cost("skills", "skills") == 0.0


@pytest.mark.parametrize(
    ("direction", "text", "intent"),
    [
        ("need", "Cerchiamo un distributore e agenti", "be_distributed"),
        ("need", "سرمایہ کاری اور قرض چاہیے", "seek_investment"),
        ("offer", "We distribute and deliver to shops", "distribute"),
        ("offer", "Operaia tessile con lunga esperienza", "skills"),
        ("offer", "furniture ka karigar, das saal ka tajurba", "skills"),
        ("offer", "We manufacture gloves with thirty years of experience", "sell"),
        ("offer", "xyz", "open"),
    ],
)
def test_a_missing_intent_is_guessed_from_words(direction: str, text: str, intent: str):
    assert infer_intent(direction, text) == intent


def test_an_intent_of_the_other_direction_is_not_believed():
    assert intent_of(Statement("need", "xyz", "sell")) == "open"
