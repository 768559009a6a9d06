import json
import re
from collections import defaultdict
from itertools import islice

import phonenumbers
import pycountry
import pytest

from matching.sectors import get
from matching.vocabulary import INSTRUMENTS, KINDS
from pin_app.demo.invention import COLUMNS, SHARES, invent
from pin_app.demo.naming import phone
from pin_app.demo.trades import roles

URDU = re.compile(r"[\u0600-\u06ff]")
OF_ONE_KIND = {"communities_and_guilds", "public_bodies_and_schools", "investing_at_home"}
ARABIC_FORMS = re.compile(r"[\u064a\u0643\u0647]")


@pytest.fixture(scope="module")
def rows():
    return list(invent())


@pytest.fixture(scope="module")
def many():
    return list(invent(18_000))


def texts(rows):
    return [text for row in rows for side in ("offers", "needs") for text in row[side].split("|")]


def role_of(row):
    """The role that a row was drawn from: names carry the trade word, investors only have sectors."""
    alike = [role for role in roles() if (role.kind, "|".join(role.sectors)) == (row["kind"], row["sectors"])]
    return next(role for role in alike if not role.names or any(word in row["name"] for word in role.names))


def by_trade(cast):
    trades = defaultdict(list)
    for role in cast:
        trades[role.trade].append(role)
    return trades


def cells(rows, column):
    return {value for row in rows for value in row[column].split("|") if value}


def test_the_same_seed_invents_the_same_network(rows):
    assert list(invent(400, 7)) == rows
    assert list(invent(400, 8)) != rows


def test_a_small_network_is_the_beginning_of_a_large_one(rows):
    assert list(islice(invent(18_000), 400)) == rows


def test_every_row_holds_the_import_columns_as_strings(rows):
    assert {tuple(row) for row in rows} == {COLUMNS}
    assert all(isinstance(value, str) for row in rows for value in row.values())


def test_kinds_come_in_their_shares(rows):
    kinds = [row["kind"] for row in rows]
    assert set(SHARES) == set(KINDS)
    assert {kind: kinds.count(kind) for kind in SHARES} == {kind: 4 * share for kind, share in SHARES.items()}


def test_firms_stand_in_their_country(rows):
    assert {row["country"] for row in rows if row["kind"] == "pakistani_firm"} == {"PK"}
    at_home_in_italy = {"italian_firm", "diaspora_entrepreneur", "investor"}
    assert {row["country"] for row in rows if row["kind"] in at_home_in_italy} == {"IT"}


def test_regions_belong_to_the_country(many):
    assert all(row["region"].startswith(row["country"] + "-") for row in many)
    assert all(pycountry.subdivisions.get(code=code) for code in cells(many, "region"))


def test_every_sector_is_a_class_of_nace():
    codes = {code for role in roles() for code in role.sectors}
    assert {code for code in codes if get(code) is None or get(code).level != 4} == set()


def test_vocabulary_is_known(rows):
    assert cells(rows, "invest_instruments") <= set(INSTRUMENTS)
    assert cells(rows, "languages") <= {"it", "en", "ur", "pa"}
    assert cells(rows, "preferred_language") == {"it", "en", "ur"}
    assert cells(rows, "consent_directory") == cells(rows, "consent_matching") == {"yes", "no"}


@pytest.mark.parametrize("column", ["external_id", "email"])
def test_no_two_rows_share(many, column):
    assert len({row[column] for row in many}) == len(many)


def test_names_differ_in_the_network_of_a_newcomer(rows):
    assert len({row["name"] for row in rows}) == len(rows)


def test_mail_and_pages_stay_at_reserved_domains(many):
    reserved = re.compile(r"(@|\.)example\.(org|com|net)$")
    addresses = cells(many, "email") | cells(many, "website")
    assert [address for address in addresses if not reserved.search(address)] == []


def test_telephones_are_valid_and_kept_for_fiction(many):
    given = [row["phone"] for row in many if row["phone"]]
    assert len(set(given)) == len(given) > 3_000
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in given)
    assert phone(12_000) == ""


def test_investors_name_a_band_and_seekers_an_amount(rows):
    investors = [row for row in rows if row["kind"] == "investor"]
    seekers = [row for row in rows if row["seeks_eur"]]
    assert all(0 < int(row["invest_min_eur"]) < int(row["invest_max_eur"]) for row in investors)
    assert all(row["home_district"] and row["invest_instruments"] for row in investors)
    assert all(int(row["seeks_eur"]) and row["use_of_funds"] and int(row["jobs_expected"]) for row in seekers)
    assert len(seekers) >= 25


def test_women_lead_a_share_of_the_parties(rows):
    assert 0.12 < sum(row["women_led"] == "yes" for row in rows) / len(rows) < 0.25


def test_all_four_writings_are_there_on_both_sides():
    for side in ("offers", "needs"):
        counts = defaultdict(int)
        for role in roles():
            for writing, _ in getattr(role, side):
                counts[writing] += 1
        assert set(counts) == {"en", "it", "ur", "ur-Latn"}
        assert min(counts.values()) >= 40


def test_urdu_is_in_urdu_letters_and_nothing_else_is():
    for role in roles():
        for writing, text in (*role.offers, *role.needs):
            assert bool(URDU.search(text)) == (writing == "ur"), text
            assert not ARABIC_FORMS.search(text), text


def test_each_trade_speaks_in_two_writings_on_both_sides():
    trades = by_trade(roles())
    assert len(trades) >= 90
    assert all(role.offers and role.needs for role in roles())
    for trade, cast in trades.items():
        assert len({writing for role in cast for writing, _ in (*role.offers, *role.needs)}) >= 2, trade


def test_each_trade_stands_on_both_shores_for_a_newcomer(rows):
    for trade, cast in by_trade(map(role_of, rows)).items():
        kinds = {role.kind for role in cast}
        assert "pakistani_firm" in kinds or trade in OF_ONE_KIND, trade
        assert kinds & {"italian_firm", "diaspora_entrepreneur"} or trade in OF_ONE_KIND, trade


def test_texts_are_bounded_finished_and_of_readable_length(rows, many):
    assert len(set(texts(rows))) <= 1_500
    assert len(set(texts(many))) <= 4_000
    assert [text for text in texts(many) if re.search(r"[\[\]{}]", text)] == []
    assert [text for text in set(texts(many)) if not 4 <= len(text.split()) <= 60] == []


def test_a_large_network_holds_no_row_back():
    stream = invent(10**9)
    assert json.dumps(next(stream)).startswith('{"external_id": "demo-00001"')
