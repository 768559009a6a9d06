"""Check 45: whatever stands in `next`, the browser stays on this host."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

import pytest

from pin_app.accounts.routes import entering
from tests.factories.people import PASSWORD, person
from tests.inspector import Inspector

HOST = "pin.test"
EVIL = "evil.example"
PAYLOADS = [
    f"{scheme}{EVIL}{path}"
    for scheme in (
        "//", "///", "////", "http://", "https://", "HTTP://", "http:/", "http:", "https:", "https:/",
        "ftp://", "\\\\", "/\\", "\\/", "/\\/", "\\", "//\\", "/%09/", "/\t/", "\t//", " //", "\n//",
        "\r\n//", "/\n/", "/\r/", "\x00//", "\x01//", "//\x00", "http:\\\\", "http:/\\", "data:text/html,",
        "javascript:alert(1)//", "//user@", f"//{HOST}@", f"http://{HOST}@", f"//{HOST}%40", "/.//", "/..//",
        "/;//", "//%2f", "%2f%2f", "\u2028//", "\ufeff//", "\u3000//", "／／", "//．", "/\u200b/",
        "https:\t//", "ht\ntps://", "//[::1]/",
    )
    for path in ("", "/x")
]  # fmt: skip


def leaves(location: str) -> bool:
    """Whether a browser that follows this header ends on another host; tabs go, backslashes turn."""
    cleaned = "".join(c for c in location if c not in "\t\r\n").strip("".join(map(chr, range(33))))
    target = urlsplit(urljoin(f"http://{HOST}/sign-in", cleaned.replace("\\", "/")))
    return target.scheme not in ("http", "https") or target.netloc != HOST


def problems(client: Inspector, payloads: Sequence[str] = PAYLOADS) -> list[str]:
    """Payloads that led away after signing in."""
    found = []
    for payload in payloads:
        browser = Inspector(client.app)
        browser.send("GET", "/sign-in", query_string={"next": payload})
        browser.get("/sign-in")
        answer = browser.send(
            "POST",
            "/sign-in",
            query_string={"next": payload},
            data={"csrf_token": browser.page.csrf_token, "email": "a@example.org", "password": PASSWORD},
        )
        if answer.status_code != 302 or leaves(answer.headers["Location"]):
            found.append(payload)
    return found


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering.limits, "SIGN_IN_PLACE", ("sign-in-place", "1000 per minute"))


def test_no_payload_leaves_the_host(client: Inspector) -> None:
    person("a@example.org")
    assert problems(client) == []


def test_the_check_sees_a_redirect_that_is_not_looked_at(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("a@example.org")
    monkeypatch.setattr(entering, "safe_next", lambda target, default: "".join(
        c for c in target or default if c.isprintable() and c.isascii()
    ))  # fmt: skip
    assert problems(client, [f"//{EVIL}"]) == [f"//{EVIL}"]


def test_the_check_knows_where_browsers_go() -> None:
    away = ["//evil.example", "\\\\evil.example", "/\t/evil.example", " http://evil.example", "javascript:1"]
    assert ([leaves(a) for a in away], leaves("/account?x=//evil.example")) == ([True] * 5, False)
