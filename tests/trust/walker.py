"""Walks every page as one person and sends odd values in each parameter."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from werkzeug.routing import Rule

from pin_app.accounts.models import User
from pin_app.security import throttle
from tests.factories.people import signed_in
from tests.inspector import Inspector, Page

FORM = "application/x-www-form-urlencoded"
NEVER_TYPED = {"csrf_token"}
COMMON = ("page", "lang", "next", "q")
READ = re.compile(r"args(?:\.get|\.getlist|\[)\(?\"(\w+)\"")
PER_ENDPOINT = 4


@dataclass(frozen=True)
class FoundForm:
    """A form as a page shows it: where it goes and what it holds."""

    action: str
    method: str
    fields: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, _ in self.fields if name not in NEVER_TYPED))


@dataclass
class Walker:
    """One person (nobody: a visitor) with a browser, and everything that a walk has seen."""

    client: Inspector
    user: User | None
    urls: dict[str, None] = field(default_factory=dict)
    forms: dict[tuple[str, tuple[str, ...]], FoundForm] = field(default_factory=dict)
    answers: dict[str, set[int]] = field(default_factory=dict)

    def crawl(self, *starts: str) -> None:
        """Follow links from some pages, a few of each endpoint, and note the forms."""
        self.enter()
        waiting, seen = list(starts), {}
        while waiting:
            url = waiting.pop(0)
            endpoint = self.endpoint(url)
            if not endpoint or url in self.urls or seen.get(endpoint, 0) >= PER_ENDPOINT:
                continue
            seen[endpoint] = seen.get(endpoint, 0) + 1
            self.urls[url] = None
            waiting += self._read(url)

    def endpoint(self, url: str) -> str:
        """The endpoint of a local address, empty for others."""
        parts = urlsplit(url)
        if parts.netloc or not parts.path.startswith("/") or parts.path.startswith("/static"):
            return ""
        try:
            return str(self.client.app.url_map.bind("pin.test").match(parts.path, method="GET")[0])
        except Exception:
            return ""

    def _read(self, url: str) -> list[str]:
        with self.client.send("GET", url) as answer:  # a download keeps its file open until it is closed
            if answer.status_code == 302:
                return [answer.headers["Location"]]
            if answer.mimetype != "text/html" or answer.status_code != 200:
                return []
            page = Page(answer.get_data(as_text=True))
        for form in forms_on(page, urlsplit(url).path):
            self.forms.setdefault((_without_names(form.action), form.names), form)
        return [str(a["href"]) for a in page.all("a") if a.get("href")]

    def send(self, method: str, url: str, data: bytes = b"") -> int:
        """Send one request and return its status; signs in anew where the last one ended the session."""
        answer = self.client.send(method, url, data=data, content_type=FORM if data else None)
        answer.close()
        self.answers.setdefault(f"{method} {url.split('?')[0]}", set()).add(answer.status_code)
        if "/sign-in" in answer.headers.get("Location", "") or answer.status_code in (401, 403):
            self.enter()
        return answer.status_code

    def token(self) -> str:
        """The token of this browser's session; signs in anew where the last request ended it."""
        if not (found := self._token()):
            self.enter()
            found = self._token()
        return found

    def enter(self) -> None:
        """Sign in, if it is somebody."""
        forget_tries()
        if self.user is not None:
            signed_in(self.client, self.user)

    def _token(self) -> str:
        self.client.get("/help" if self.user else "/sign-in")
        return self.client.page.csrf_token

    def rules(self) -> Iterator[Rule]:
        """Every route of the application but static files."""
        yield from (rule for rule in self.client.app.url_map.iter_rules() if rule.endpoint != "static")

    def asked_by(self, rule: Rule) -> tuple[str, ...]:
        """Names that a route may read from the query: those in its source and in forms on its page."""
        view = inspect.unwrap(self.client.app.view_functions[rule.endpoint])
        module = inspect.getmodule(view)
        source = inspect.getsource(module) if module else ""
        if "request.args" not in source and rule.rule != "/":
            return ()
        shown = [f.names for f in self.forms.values() if f.method == "get" and f.action == rule.rule]
        return tuple(dict.fromkeys([*COMMON, *READ.findall(source), *(n for names in shown for n in names)]))


def forget_tries() -> None:
    """Empty the throttles, so that the next try reaches the page."""
    if throttle.storage is not None:
        throttle.storage.reset()


def forms_on(page: Page, path: str) -> list[FoundForm]:
    """The forms of a page in order, with what stands in their fields."""
    found: list[tuple[dict[str, str | None], list[tuple[str, str]]]] = []
    for tag, a in page.tags:
        if tag == "form":
            found.append((a, []))
        elif found and tag in ("input", "select", "textarea", "button") and a.get("name"):
            if a.get("type") in ("checkbox", "radio") and "checked" not in a:
                found[-1][1].append((str(a["name"]), ""))
            else:
                found[-1][1].append((str(a["name"]), a.get("value") or ""))
    return [
        FoundForm(a.get("action") or path, (a.get("method") or "get").lower(), tuple(fields))
        for a, fields in found
    ]


def encoded(pairs: list[tuple[str, str]]) -> bytes:
    """A form's body; lone surrogates are sent as the bytes that they would be."""
    return urlencode([(n, v.encode("utf-8", "surrogatepass")) for n, v in pairs]).encode()


def in_path(value: str) -> str:
    """A value as one part of a path."""
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def _without_names(path: str) -> str:
    """A path with what is only a name in it taken out, so that two profiles' forms count as one."""
    return re.sub(r"/(?:[a-z2-9]{13}|\d+(?!/?$))(?=/|$)", "/*", path)
