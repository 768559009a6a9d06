"""A test client that reads every HTML page like an inspector."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pin_app.db import db

VOID_LABELS = {"hidden", "submit", "button", "image", "reset"}


class Page(HTMLParser):
    """What the inspector notes of one page; `problems` lists what is wrong with it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self.text: list[str] = []
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._inside[-1:]:
            self.title += data
        if not {"script", "style"} & set(self._inside[-1:]):
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def csrf_token(self) -> str:
        found = [a.get("value") for a in self.all("input") if a.get("name") == "csrf_token"]
        return found[0] or "" if found else ""

    @property
    def problems(self) -> list[str]:
        return [*self._frame(), *self._ids(), *self._labels(), *self._inline()]

    def _frame(self) -> list[str]:
        root = (self.all("html") or [{}])[0]
        found = [] if root.get("lang") in ("en", "it", "ur") else ["no lang"]
        if root.get("dir") != ("rtl" if root.get("lang") == "ur" else "ltr"):
            found.append("wrong dir")
        if len(self.all("h1")) != 1:
            found.append(f"{len(self.all('h1'))} h1")
        if len(self.all("main")) != 1:
            found.append(f"{len(self.all('main'))} main")
        return found + ([] if self.title.strip(" ·\n") not in ("", "PIN") else ["no title"])

    def _ids(self) -> list[str]:
        counted = Counter(a["id"] for _, a in self.tags if a.get("id"))
        found = [f"id {name} {count} times" for name, count in counted.items() if count > 1]
        for _, a in self.tags:
            for name in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
                found += [f"{name} points at no {x}" for x in (a.get(name) or "").split() if x not in counted]
        return found

    def _labels(self) -> list[str]:
        named = {a.get("for") for a in self.all("label")}
        fields = [
            a for tag, a in self.tags
            if tag in ("input", "select", "textarea") and a.get("type") not in VOID_LABELS
        ]  # fmt: skip
        wanting = [a for a in fields if a.get("id") not in named and not a.get("aria-label")]
        return [f"no label for {a.get('name')}" for a in wanting if not a.get("aria-labelledby")] + [
            "image without alt" for a in self.all("img") if "alt" not in a
        ]

    def _inline(self) -> list[str]:
        found = ["inline style" for _, a in self.tags if "style" in a]
        found += [f"inline {name}" for _, a in self.tags for name in a if name.startswith("on")]
        return found + ["inline script" for a in self.all("script") if not a.get("src")]


class Inspector:
    """One visitor's browser: GET and POST as a person would, with the page's own token; it inspects pages."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.raw: FlaskClient = app.test_client()
        self.page = Page("")

    def get(self, url: str, status: int = 200, **options: Any) -> TestResponse:
        """Open a page; a status other than the expected one fails the test."""
        return self._read(self.send("GET", url, **options), status)

    def post(
        self, url: str, data: dict[str, Any] | None = None, status: int = 302, **options: Any
    ) -> TestResponse:
        """Send a form with the token of the page that was opened last."""
        token = self.page.csrf_token or self._token()
        return self._read(
            self.send("POST", url, data={"csrf_token": token} | (data or {}), **options), status
        )

    def send(self, method: str, url: str, **options: Any) -> TestResponse:
        """Send anything without looking at the answer.

        As in production the request has a context and a database session of its own: what a route flushed and
        did not commit is lost, and `g` knows nothing of the request before. What the test has written is
        committed first, which also makes its objects read anew.
        """
        db.session.commit()
        with self.app.app_context():
            return self.raw.open(url, method=method, **options)

    def follow(self, response: TestResponse) -> TestResponse:
        """Open the page that a redirect names."""
        return self.get(response.headers["Location"])

    @property
    def words(self) -> str:
        """The text of the page that was opened last, white space joined."""
        return " ".join(" ".join(self.page.text).split())

    def _token(self) -> str:
        self._read(self.send("GET", "/"), 200)
        return self.page.csrf_token

    def _read(self, response: TestResponse, status: int) -> TestResponse:
        assert response.status_code == status, (response.status_code, response.get_data(as_text=True)[:600])
        assert str(response.headers).isascii(), response.headers  # Gunicorn answers 500 instead of sending it
        if response.mimetype == "text/html" and status != 302:
            self.page = Page(response.get_data(as_text=True))
            assert self.page.problems == [], self.page.problems
        return response
