"""Records that may be one party: found whatever the script and the spelling, each with its reasons."""

from __future__ import annotations

import pytest

from matching.duplicates import DUPLICATE_REASONS, Record, blocking_keys, compare, duplicate_candidates
from matching.names import name_likeness, telling_words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Muhammad Akram", "Mohd. Akram"),
        ("Sialkot Surgical Works", "Siyalkot Sarjikal Wrks"),
        ("Sialkot Surgical Works", "سیالکوٹ سرجیکل ورکس"),
        ("Gondal Foods Srl", "GONDAL FOOD"),
        ("Rossi Impianti S.r.l.", "Impianti Rossi"),
        ("Muhammad Ashraf Butt", "محمد اشرف بٹ"),
        ("Al-Noor Textile Mills", "النور ٹیکسٹائل ملز"),
        ("Al Karam Foods", "Alkaram Foods"),
    ],
)
def test_one_name_in_two_spellings_or_scripts_is_alike(first: str, second: str) -> None:
    assert name_likeness(first, second) >= 0.9
    assert name_likeness(first, second) == pytest.approx(name_likeness(second, first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Muhammad Arshad", "Muhammad Akram"),
        ("Rossi Impianti", "Bianchi Impianti"),
        ("Khan Traders", "Malik Traders"),
        ("Al-Noor Foods", "الاحمد فوڈز"),
        ("Ali Butt", "Altaf Butt"),
        ("Unit 7", "Unit 9"),
        ("", "Unit 9"),
    ],
)
def test_two_names_that_share_only_what_many_share_are_not(first: str, second: str) -> None:
    assert name_likeness(first, second) < 0.7


def test_a_spelling_in_the_same_town_is_a_candidate_with_reasons() -> None:
    known = Record("1", ("Sialkot Surgical Works",), "PK", ("Sialkot",))
    new = Record("2", ("سیالکوٹ سرجیکل ورکس",), "PK", ("سیالکوٹ",))
    other = Record("3", ("Wazirabad Cutlery House",), "PK", ("Wazirabad",))
    [found] = duplicate_candidates([new], [known, other])
    assert (found.first, found.second, found.reasons) == ("2", "1", ("similar_name", "same_place"))


def test_one_telephone_however_written_is_a_candidate_whatever_the_names() -> None:
    first = Record("1", ("Akram Foods",), "IT", phones=("+39 333 123 4567",))
    second = Record("2", ("Ristorante Lahore",), "IT", phones=("3331234567",))
    assert [found.reasons[0] for found in duplicate_candidates([first, second])] == ["same_phone"]


def test_two_tax_numbers_of_one_register_speak_for_two_parties() -> None:
    first = Record("1", ("Al Rehman Rice Mills",), "PK", numbers=("pk.ntn:1234567-8",))
    same = Record("2", ("Al-Rehman Rice Mills Pvt Ltd",), "PK", numbers=("pk.ntn:12345678",))
    other = Record("3", ("Al Rehman Rice Mills",), "PK", numbers=("pk.ntn:7654321-0",))
    assert {(c.first, c.second) for c in duplicate_candidates([first, same, other])} == {("1", "2")}
    assert "other_number" in compare(first, other).reasons


def test_records_are_asked_against_others_and_never_against_themselves() -> None:
    record = Record("1", ("Gujrat Furniture House",), "PK", ("Gujrat",))
    assert duplicate_candidates([record], [record]) == []
    assert duplicate_candidates([record]) == []


def test_all_that_candidates_say_is_in_the_list_of_codes() -> None:
    full = Record("1", ("Noor Textiles",), "PK", ("Lahore",), ("+923001234567",), ("a@b.pk",), ("https://noor.pk",),
                  ("pk.ntn:1",), ("we weave towels of cotton yarn",))  # fmt: skip
    twin = Record("2", *(getattr(full, name) for name in full.__slots__[1:]))
    found = compare(full, twin)
    assert set(found.reasons) <= set(DUPLICATE_REASONS) and len(found.reasons) == 7


@pytest.mark.parametrize("odd", ["", " ", "\x00", "\ud800", "😀", "ا" * 5_000, "A" * 5_000, "., -"])
def test_odd_names_are_compared_like_any_other(odd: str) -> None:
    strange = Record("1", (odd,), odd, (odd,), (odd,), (odd,), (odd,), (odd,), (odd,))
    assert isinstance(blocking_keys(strange), frozenset)
    assert 0.0 <= compare(strange, Record("2", ("Noor Foods", odd))).score <= 1.0


def test_a_name_that_consists_of_its_legal_form_keeps_it() -> None:
    assert (telling_words("S.p.A."), telling_words("Rossi S.p.A.")) == (["s", "p", "a"], ["rossi"])
