from collections import Counter

import pycountry
import pytest

from matching.folding import fold
from pin_app import places
from pin_app.place_names import districts_by_name


def test_regions_and_provinces_are_those_of_iso_3166_2():
    held = {code for country in places.COUNTRIES for code in places.regions(country)}
    held |= {code for region in held for code in places.provinces(region)}
    iso = [
        entry for country in places.COUNTRIES for entry in pycountry.subdivisions.get(country_code=country)
    ]
    assert held == {entry.code for entry in iso}
    assert (len(places.regions("IT")), len(places.regions("PK")), len(held)) == (20, 7, 133)


def test_italian_names_are_as_they_are():
    iso = pycountry.subdivisions.get(country_code="IT")
    assert [(e.code, places.label(e.code, "it")) for e in iso] == [(e.code, e.name) for e in iso]


def test_every_place_has_a_name_in_urdu():
    codes = [code for country in places.COUNTRIES for code in (country, *places.regions(country))]
    codes += [code for region in places.regions("IT") for code in places.provinces(region)]
    names = {place: places.label(place, "ur") for place in (*codes, *places.districts())}
    assert [place for place, name in names.items() if set(name) & set("يىكهة\u200c") or name.isascii()] == []


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("IT", ("Italy", "Italia", "اٹلی")),
        ("IT-25", ("Lombardy", "Lombardia", "لومباردیا")),
        ("IT-BS", ("Brescia", "Brescia", "بریشیا")),
        ("PK-PB", ("Punjab", "Punjab", "پنجاب")),
        ("Gujrat", ("Gujrat", "Gujrat", "گجرات")),
        ("XX-1", ("XX-1", "XX-1", "XX-1")),
    ],
)
def test_a_place_is_named_in_the_language_of_the_reader(place, names):
    assert tuple(places.label(place, language) for language in ("en", "it", "ur")) == names


def test_a_province_or_district_knows_its_region():
    assert [
        places.region_of(place) for place in ("IT-BS", "IT-25", "Mandi Bahauddin", "Mirpur", "nowhere")
    ] == [
        "IT-25",
        "IT-25",
        "PK-PB",
        "PK-JK",
        None,
    ]
    assert {places.region_of(name) for name in places.districts()} == set(places.regions("PK"))


def test_a_region_belongs_to_one_country():
    assert places.is_region("IT-25", "IT")
    assert not places.is_region("IT-25", "PK")
    assert not places.is_region("IT-BS", "IT")
    assert places.is_subdivision("IT-BS", "IT")
    assert not places.is_subdivision("PK-PB", "IT")


def test_no_two_districts_are_called_the_same():
    said = Counter(
        key
        for district in districts_by_name().values()
        for key in {fold(name) for name in (district.name, district.name_ur, *district.also)}
    )
    assert [key for key, times in said.items() if times > 1] == []


@pytest.mark.parametrize(
    ("typed", "district"),
    [
        ("M.B. Din", "Mandi Bahauddin"),
        ("mandi bahauddin", "Mandi Bahauddin"),
        ("منڈی بہاؤالدین", "Mandi Bahauddin"),
        ("گجرات", "Gujrat"),
        ("ضلع گجرات", "Gujrat"),
        ("District Gujrat, Punjab", "Gujrat"),
        ("Kharian", "Gujrat"),
        ("گوجرانواله", "Gujranwala"),
        ("Gujranwla", "Gujranwala"),
        ("Rawalpindee", "Rawalpindi"),
        ("Sialkot Cantt", "Sialkot"),
        ("D.G.Khan", "Dera Ghazi Khan"),
        ("Mirpurkhas", "Mirpur Khas"),
        ("Brescia", None),
        ("Milano", None),
        ("", None),
        ("x" * 100_000, None),
        ("\ud800\x00", None),
    ],
)
def test_a_district_is_recognised_as_people_write_it(typed, district):
    assert places.find_district(typed) == district


@pytest.mark.parametrize(
    ("typed", "country", "found"),
    [
        ("Brescia", "IT", ("Brescia", "IT-25", "IT-BS")),
        ("Brescia (BS)", "IT", ("Brescia", "IT-25", "IT-BS")),
        ("milano", "IT", ("Milan", "IT-25", "IT-MI")),
        ("میلان", "IT", ("Milan", "IT-25", "IT-MI")),
        ("Carpi", "IT", ("Carpi", "IT-45", None)),
        ("L’Aquila", "IT", ("L'Aquila", "IT-65", "IT-AQ")),
        ("سیالکوٹ", "PK", ("Sialkot", "PK-PB", None)),
        ("Sialkot, Pakistan", "PK", ("Sialkot", "PK-PB", None)),
        ("Arif Wala", "PK", ("Arifwala", "PK-PB", None)),
    ],
)
def test_a_city_is_recognised_and_tells_its_region(typed, country, found):
    city = places.find_city(typed, country)
    assert (city.name, city.region, city.province) == found


def test_an_unknown_city_is_nothing():
    assert [places.find_city(text, "IT") for text in ("Lahore", "", "x" * 100_000, "\ud800")] == [None] * 4


def test_cities_are_suggested_largest_first():
    assert [city.name for city in places.suggest_cities("bre", "IT", 2)] == ["Brescia", "Bresso"]
    assert places.suggest_cities("", "IT") == []


def test_every_italian_region_is_read_from_its_capital():
    capitals = (
        "Aosta Torino Genova Milano Trento Venezia Trieste Bologna Firenze Perugia Ancona Roma L'Aquila"
    )
    capitals += " Campobasso Napoli Bari Potenza Catanzaro Palermo Cagliari"
    told = [places.find_city(name, "IT").region for name in capitals.split()]
    assert told == [
        f"IT-{code}"
        for code in (23, 21, 42, 25, 32, 34, 36, 45, 52, 55, 57, 62, 65, 67, 72, 75, 77, 78, 82, 88)
    ]


@pytest.mark.parametrize(
    ("typed", "country", "code"),
    [
        ("Lombardia", "IT", "IT-25"),
        ("lombardy", "IT", "IT-25"),
        ("Emilia Romagna", "IT", "IT-45"),
        ("provincia di Bergamo", "IT", "IT-BG"),
        ("Khyber Pakhtunkhwa", "PK", "PK-KP"),
        ("KPK", "PK", "PK-KP"),
        ("پنجاب", "PK", "PK-PB"),
        ("Punjab", "IT", None),
        ("", "IT", None),
    ],
)
def test_region_is_found_by_its_name(typed, country, code):
    assert places.find_region(typed, country) == code
