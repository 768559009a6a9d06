import pytest

from matching.skeleton import skeleton


@pytest.mark.parametrize(
    ("urdu", "roman"),
    [("چاول", "chawal"), ("مصالحہ", "masalah"), ("جراحی", "jarrahi"), ("بھٹہ", "bhatta"), ("کپڑا", "kapra"),
     ("شہد", "shehd"), ("فٹ", "fit"), ("عمارت", "imarat")],
)  # fmt: skip
def test_both_scripts_share_a_skeleton(urdu: str, roman: str):
    assert skeleton(urdu) == skeleton(roman) != ""


def test_different_words_keep_different_skeletons():
    assert skeleton("chawal") != skeleton("masalah")


def test_digits_stay():
    assert skeleton("13485") == "13485"
