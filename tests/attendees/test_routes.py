"""The list on the screen, its filters, and what organisers take away."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from pin_app.attendees import words
from pin_app.attendees.models import AttendeeExport, AttendeeFilter
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events.models import Event, EventOrganiser
from pin_app.events.queries import questions_of
from pin_app.filenames import of_parts
from tests.attendees.lists import asked, csv_grid, sheet_grid
from tests.factories import events
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


@pytest.fixture
def organiser(client: Inspector) -> tuple[Inspector, Event]:
    """Somebody signed in who organises an event with a form and three people."""
    by, event = events.organised()
    form = asked(event)
    for name in ("Akhtar", "Bhatti", "Chaudhry"):
        events.registration(event, surname=name, answers={form.text.public_id: f"Goods of {name}"})
    return signed_in(client, by), event


def address(event: Event, rest: str = "") -> str:
    return f"/events/{event.public_id}/attendees{rest}"


def trail(action: str) -> list[AuditEntry]:
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def order(**more: object) -> dict[str, object]:
    return {"form": "csv", "purpose": "Name badges for the printer"} | more


def test_the_list_shows_everybody_with_what_they_answered(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    client.get(address(event))
    assert "3 people" in client.words
    for word in ("Akhtar", "Bhatti", "Chaudhry", "Goods of Bhatti", "What do you make?"):
        assert word in client.words


def test_the_trail_says_whose_contacts_were_shown(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    client.get(address(event))
    client.get(address(event, "?preset=donor"))
    assert [len(entry.facts["registrations"]) for entry in trail("attendees.contacts_read")] == [3]


def test_a_file_is_handed_out_and_noted_once(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    client.get(address(event, "/export"))
    answer = client.post(address(event, "/export"), order(column=["surname"]), status=200)
    assert csv_grid(answer.data) == [["Surname"], ["Akhtar"], ["Bhatti"], ["Chaudhry"]]
    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="trading-with-sialkot-whole-list-'
    )
    kept = db.session.scalars(select(AttendeeExport)).one()
    assert (kept.rows, kept.columns, kept.preset, kept.form, kept.purpose, kept.way) == (
        3, ["Surname"], "organiser", "csv", "Name badges for the printer", "page",
    )  # fmt: skip
    assert [entry.facts["rows"] for entry in trail("attendees.exported")] == [3]


def test_the_name_of_a_file_reaches_every_browser_in_its_own_letters(client: Inspector) -> None:
    """Gunicorn refuses a header that is not ASCII: with a title in Urdu nobody could take a list away."""
    by = person(role="organiser")
    event = events.event(by, titles={"en": "Città & pelle", "ur": "چمڑے کا دن"})
    events.registration(event)
    signed_in(client, by)
    names = {}
    for language in ("en", "ur"):
        client.get(address(event, f"/export?lang={language}"))
        answer = client.post(address(event, f"/export?lang={language}"), order(form="xlsx"), status=200)
        names[language] = answer.headers["Content-Disposition"]
    found = re.fullmatch(r"attachment; filename=\"([^\"]*)\"; filename\*=UTF-8''(\S+)", names["ur"])
    plain, own = found.groups() if found else ("", "")
    assert re.fullmatch(r"organiser-\d{4}-\d\d-\d\d\.xlsx", plain)
    with client.app.app_context(), force_locale("ur"):
        kind = of_parts(str(words.PRESETS["organiser"]))
    assert unquote(own).startswith(f"چمڑے-کا-دن-{kind}-")
    assert names["en"].startswith('attachment; filename="citta-pelle-whole-list-')


def test_organisers_see_what_was_taken_away(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    client.get(address(event, "/exports"))
    assert "Nothing was taken away yet" in client.words
    client.get(address(event, "/export"))
    client.post(address(event, "/export"), order(), status=200)
    client.get(address(event, "/exports"))
    assert "Imran Gondal" in client.words
    assert "Name badges for the printer" in client.words


@pytest.mark.parametrize(
    "wrong",
    [{"purpose": ""}, {"purpose": " \u200b"}, {"form": "pdf"}, {"form": "exe"}, {"purpose": "x" * 501}],
)
def test_an_order_that_says_too_little_is_asked_again(
    organiser: tuple[Inspector, Event], wrong: dict[str, str]
) -> None:
    client, event = organiser
    client.get(address(event, "/export"))
    client.post(address(event, "/export"), order(**wrong), status=422)
    assert (trail("attendees.exported"), db.session.scalar(select(AttendeeExport))) == ([], None)


@pytest.mark.parametrize("form", ["xlsx", "csv-excel", "csv"])
@pytest.mark.parametrize(
    "asked_for",
    ["?q=ha", "?order=newest&column=surname&column=email", "?preset=door", "?preset=donor", "?country=PK"],
)
def test_screen_and_file_never_differ(organiser: tuple[Inspector, Event], form: str, asked_for: str) -> None:
    client, event = organiser
    html = client.get(address(event, asked_for)).get_data(as_text=True)
    client.get(address(event, f"/export{asked_for}"))
    ticked = [a["value"] for a in client.page.all("input") if a.get("name") == "column" and "checked" in a]
    said = order(form=form, column=ticked)
    answer = client.post(address(event, f"/export{asked_for}"), said, status=200)
    grid = sheet_grid(answer.data) if form == "xlsx" else csv_grid(answer.data, ",")
    assert table_of(html) == [[cell.replace(" ", "") for cell in row] for row in grid]
    assert len(grid) > 1


def table_of(html: str) -> list[list[str]]:
    """The cells of the page's table without the last column, which leads to the person; spaces taken out."""
    table = html.split('<table class="as-cards people">')[1].split("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in table.split("<tr>")[1:]]
    return [[unescape(re.sub(r"<[^>]*>|\s", "", cell)) for cell in row[:-1]] for row in rows]


def test_each_cell_says_what_it_is_where_the_headings_are_out_of_sight(
    organiser: tuple[Inspector, Event],
) -> None:
    client, event = organiser
    html = client.get(address(event)).get_data(as_text=True)
    heads = [unescape(head) for head in re.findall(r'<th scope="col"><bdi>(.*?)</bdi>', html)]
    said = [str(a["data-label"]) for a in client.page.all("td") if "data-label" in a]
    assert said == [head for head in heads if head not in ("Surname", "Given name")] * 3
    assert len(client.page.all("th")) == len(heads) + 1 + 2 * 3


def test_on_a_phone_an_answer_with_all_choices_is_not_said_again_for_each(
    organiser: tuple[Inspector, Event],
) -> None:
    client, event = organiser
    client.get(address(event))
    parts = [str(a["data-label"]) for a in client.page.all("td") if a.get("class") == "part"]
    several = next(one for one in questions_of(event) if one.kind == "several_of")
    assert set(parts) == {f"{several.labels['en']}: {one['labels']['en']}" for one in several.options}
    client.get(address(event, f"?column=surname&column=q-{several.public_id}-{several.options[0]['key']}"))
    assert [a.get("class") for a in client.page.all("td") if "data-label" in a] == [None] * 3


def test_a_filter_is_shared_and_deleted(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    client.get(address(event, "?country=IT&order=newest"))
    client.follow(client.post(address(event, "/filters?country=IT&order=newest"), {"name": "From Italy"}))
    other = person(role="organiser")
    db.session.add(EventOrganiser(event_id=event.id, user_id=other.id))
    db.session.commit()
    colleague = signed_in(Inspector(client.app), other)
    colleague.get(address(event))
    assert "From Italy" in colleague.words
    kept = db.session.scalars(select(AttendeeFilter)).one()
    assert kept.arguments == {"country": ["IT"], "order": "newest"}
    colleague.post(address(event, f"/filters/{kept.public_id}/delete"))
    assert db.session.scalar(select(AttendeeFilter)) is None


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 81])
def test_a_filter_needs_a_name(organiser: tuple[Inspector, Event], name: str) -> None:
    client, event = organiser
    client.get(address(event, "?country=IT"))
    client.post(address(event, "/filters?country=IT"), {"name": name}, status=422)
    assert db.session.scalar(select(AttendeeFilter)) is None


def test_two_filters_have_two_names(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    client.get(address(event, "?country=IT"))
    client.post(address(event, "/filters?country=IT"), {"name": "Italy"})
    client.post(address(event, "/filters?country=IT"), {"name": "italy"}, status=422)
    assert "There is a filter of this name" in client.words


def test_who_may_not_export_sees_the_list_and_gets_no_file(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    held = db.session.scalars(select(EventOrganiser)).one()
    held.may_export = False
    client.get(address(event))
    assert "Take this list away" not in client.words
    client.get(address(event, "/export"), 404)
    client.post(address(event, "/export"), order(), status=404)
    assert trail("attendees.exported") == []


def test_the_right_is_looked_at_again_when_the_file_is_whole(
    organiser: tuple[Inspector, Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, event = organiser
    client.get(address(event, "/export"))
    from pin_app.attendees.services import writing  # noqa: PLC0415 -- the table that is being patched

    whole = writing.WRITERS["csv"]

    def slowly(*given: object) -> int:
        count = whole(*given)  # type: ignore[arg-type]
        db.session.rollback()
        held = db.session.scalars(select(EventOrganiser)).one()
        held.may_export = False
        db.session.commit()
        return count

    monkeypatch.setitem(writing.WRITERS, "csv", slowly)
    client.post(address(event, "/export"), order(), status=404)
    assert (trail("attendees.exported"), db.session.scalar(select(AttendeeExport))) == ([], None)


def test_other_organisers_and_members_find_nothing(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    kept = AttendeeFilter(event_id=event.id, name="Mine", arguments={})
    db.session.add(kept)
    db.session.commit()
    other, _own = events.organised()
    signed_in(client, other)
    for rest in ("", "/export", "/exports"):
        client.get(address(event, rest), 404)
    for rest in ("/export", "/filters", f"/filters/{kept.public_id}/delete"):
        client.post(address(event, rest), order(name="x"), status=404)
    assert db.session.scalars(select(AttendeeFilter)).all() == [kept]
