"""Pictures of all pages: python -m tests.e2e.screenshots OUT [--server URL] [--only TEXT] [--width N] [--language L].

Without --server a server of its own with the demo starts on a free port. With --server the running one is used, and
--accounts names its demo-accounts.json for the pages of people who are signed in. --page adds an address: /x or staff:/x
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from pin_app import create_app, schema
from pin_app.settings import Settings
from tests.e2e.browser import chromium, serving, sign_in, window
from tests.e2e.pages import LANGUAGES, PAGES, WIDTHS, Visit, in_language

Accounts = dict[str, dict[str, str]]


def main() -> None:
    """Take the pictures that the command line asks for."""
    wanted = _arguments()
    visits = [page for page in [*PAGES, *_added(wanted.page)] if wanted.only in page.url]
    if wanted.page and not wanted.only:
        visits = _added(wanted.page)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with _server(wanted) as (base, accounts), chromium() as browser:
        for who in dict.fromkeys(page.who for page in visits):
            urls = [page.url for page in visits if page.who == who]
            _visit(browser, base, accounts.get(who), who, urls, wanted)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--server", default="")
    parser.add_argument("--accounts", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--page", action="append", default=[])
    parser.add_argument("--width", type=int, action="append")
    parser.add_argument("--language", action="append")
    return parser.parse_args()


def _added(pages: list[str]) -> list[Visit]:
    pairs = [page.partition(":/") for page in pages]
    return [Visit("/" + path, who) if colon else Visit(who) for who, colon, path in pairs]


@contextmanager
def _server(wanted: argparse.Namespace) -> Iterator[tuple[str, Accounts]]:
    if wanted.server:
        yield wanted.server.rstrip("/"), _accounts(wanted.accounts)
        return
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/pin.sqlite3"
        schema.upgrade(url)
        app = create_app(
            Settings(
                Path(folder), url, secret_key="pictures only, long and mixed 0123456789", log_level="ERROR"
            )
        )
        with serving(app) as base:
            yield base, {}


def _accounts(path: Path | None) -> Accounts:
    rows = json.loads(path.read_text(encoding="utf-8")) if path else []
    return {row["role"]: row for row in reversed(rows)}


def _visit(
    browser: Browser,
    base: str,
    account: dict[str, str] | None,
    who: str,
    urls: list[str],
    wanted: argparse.Namespace,
) -> None:
    if who != "visitor" and account is None:
        print(f"no account for {who}: {len(urls)} pages left out (see --accounts)")  # noqa: T201 -- a command
        return
    for width in wanted.width or WIDTHS:
        with window(browser, width) as page:
            if account:
                sign_in(page, base, account)
            for url in urls:
                for language in wanted.language or LANGUAGES:
                    page.goto(base + in_language(url, language))
                    name = re.sub(r"[^a-z0-9]+", "-", url.lower()).strip("-") or "start"
                    page.screenshot(path=wanted.out / f"{name}-{who}-{language}-{width}.png", full_page=True)


if __name__ == "__main__":
    main()
