"""QR codes in pictures: read where there is one, and nothing breaks where a picture is none."""

from __future__ import annotations

import random
from io import BytesIO
from time import thread_time
from uuid import uuid4

import pytest
import segno
from PIL import Image

from pin_app.checkin import codes
from pin_app.checkin.models import CheckIn
from pin_app.events.models import Event
from tests.checkin.test_scans_route import kept
from tests.factories.events import organised, registration
from tests.factories.people import signed_in
from tests.inspector import Inspector

TICKET = "Ab3-_" * 8 + "xyz"


def photo(content: str, kind: str = "JPEG", size: int = 600, turn: float = 0) -> bytes:
    """A picture of a table on which a ticket lies, a little askew."""
    drawn, made = BytesIO(), BytesIO()
    segno.make_qr(content, error="q").save(drawn, kind="png", scale=8, border=4)
    code = (
        Image.open(drawn)
        .convert("RGB")
        .resize((size // 3, size // 3))
        .rotate(turn, expand=True, fillcolor="white")
    )
    noise = random.Random(1)
    table = Image.new("RGB", (size, size * 3 // 4), (180, 150, 120))
    table.putdata([(noise.randrange(90, 200),) * 3 for _ in range(table.width * table.height)])
    table.paste(code, (size // 4, size // 6))
    table.save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize(("kind", "turn"), [("JPEG", 0), ("JPEG", 17), ("PNG", 180), ("WEBP", 90)])
def test_a_ticket_in_a_picture_is_read(kind: str, turn: float) -> None:
    assert codes.read(photo(TICKET, kind, turn=turn)) == TICKET


def test_what_is_drawn_for_tickets_is_read() -> None:
    assert codes.data_uri(TICKET).startswith("data:image/svg+xml")
    assert codes.svg(TICKET).startswith("<svg")


def far_too_large() -> bytes:
    made = BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    return made.getvalue()


def slowly(kind: str) -> bytes:
    """A small JPEG that costs much: passes over all pixels, parts of its head, or pixels kept in memory."""
    made, side = BytesIO(), 4_100 if kind == "memory" else 1_500
    ticket = Image.open(BytesIO(photo(TICKET, "PNG"))).convert("L")
    ticket.resize((side, side), Image.Resampling.NEAREST).save(made, "JPEG", progressive=True)
    whole = made.getvalue()
    last = whole[whole.rindex(b"\xff\xda") : -2]
    longer = {
        "memory": whole,
        "passes": whole[:-2] + last * 300 + whole[-2:],
        "parts": whole[:2] + b"\xff\xfe\x00\x02" * 1_000_000 + whole[2:],
        "filling": whole[:2] + b"\xff" * 4_000_000 + whole[2:],
    }
    return longer[kind]


@pytest.mark.parametrize("kind", ["memory", "passes", "parts", "filling"])
def test_a_picture_made_to_be_slow_is_not_looked_at(kind: str) -> None:
    sent, begun = slowly(kind), thread_time()
    assert codes.read(sent) == ""
    assert thread_time() - begun < 1


def test_a_progressive_photo_is_read() -> None:
    made = BytesIO()
    Image.open(BytesIO(photo(TICKET, "PNG"))).save(
        made, "JPEG", progressive=True, exif=b"Exif\0\0" + b"\xff" * 99
    )
    assert codes.read(made.getvalue()) == TICKET


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        b"\x00" * 99,
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        far_too_large(),
        photo("x")[:900],
    ],
)
def test_what_is_no_picture_says_nothing(odd: bytes) -> None:
    assert codes.read(odd) == ""


def send(client: Inspector, url: str, content: bytes, **options: object) -> object:
    client.get(url.removesuffix("/photo"))
    data = {"csrf_token": client.page.csrf_token, "key": uuid4().hex, "photo": (BytesIO(content), "a.jpg")}
    return client.send("POST", url, data=data, content_type="multipart/form-data", **options)


def test_a_photo_lets_in_without_any_script(at_the_door: Inspector, today: Event) -> None:
    guest = registration(today, given_name="Anna", surname="Rossi")
    url = f"/events/{today.public_id}/check-in/photo"
    at_the_door.follow(send(at_the_door, url, photo(guest.ticket)))  # type: ignore[arg-type]
    assert "Welcome, come in Anna Rossi" in at_the_door.words
    answer = send(at_the_door, url, b"no picture")
    assert (answer.status_code, kept(CheckIn)) == (422, 1)  # type: ignore[attr-defined]


def test_a_script_gets_what_a_picture_says_and_nothing_is_done(at_the_door: Inspector, today: Event) -> None:
    url = f"/events/{today.public_id}/check-in/photo"
    answer = send(at_the_door, url, photo(TICKET), headers={"Accept": "application/json"})
    assert (answer.get_json(), kept(CheckIn)) == ({"code": TICKET}, 0)  # type: ignore[attr-defined]


def test_others_have_nothing_read(client: Inspector, today: Event) -> None:
    signed_in(client, organised()[0])
    client.post(f"/events/{today.public_id}/check-in/photo", {"key": "a" * 9}, status=404)


def test_so_many_pictures_are_read_at_once_and_no_more(
    at_the_door: Inspector, today: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = registration(today, given_name="Anna", surname="Rossi")
    url = f"/events/{today.public_id}/check-in/photo"
    monkeypatch.setattr(codes, "PATIENCE", 0.01)
    for _ in range(codes.AT_ONCE):
        assert codes._turns.acquire(blocking=False)
    try:
        answer = send(at_the_door, url, photo(guest.ticket))
        assert (answer.status_code, kept(CheckIn)) == (422, 0)  # type: ignore[attr-defined]
        assert "Many pictures are being read just now." in answer.get_data(as_text=True)  # type: ignore[attr-defined]
        answer = send(at_the_door, url, photo(guest.ticket), headers={"Accept": "application/json"})
        assert answer.get_json() == {"code": ""}  # type: ignore[attr-defined]
    finally:
        for _ in range(codes.AT_ONCE):
            codes._turns.release()
    at_the_door.follow(send(at_the_door, url, photo(guest.ticket)))  # type: ignore[arg-type]
    assert "Welcome, come in Anna Rossi" in at_the_door.words
