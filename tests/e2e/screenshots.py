"""Pictures of all pages: python -m tests.e2e.screenshots OUT

[--only TEXT] [--page /x] [--page staff:/y] [--width N] [--language L] [--server URL] [--accounts FILE]

Without --server a server of its own with a small demo starts on a free port; with it, --accounts names the
running one's demo-accounts.json. --only takes the pages whose address holds a text; --page takes pages that
are not in the list, with a role before the colon.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser

from pin_app import create_app, schema
from pin_app.settings import Settings
from tests.e2e.browser import chromium, filled, serving, sign_in, window
from tests.e2e.pages import LANGUAGES, PAGES, WIDTHS, Visit, in_language
from tests.e2e.seed import Accounts, by_role, do_jobs, seed

DEMO_SIZE = 60


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
        app = _application(Path(folder))
        with app.app_context():
            accounts = seed(DEMO_SIZE)
        do_jobs(app)
        with serving(app) as base:
            yield base, accounts


def _application(folder: Path) -> Flask:
    url = f"sqlite:///{folder}/pin.sqlite3"
    schema.upgrade(url)
    key = "pictures only, long and mixed 0123456789"
    return create_app(Settings(folder, url, secret_key=key, log_level="ERROR"))


def _accounts(path: Path | None) -> Accounts:
    return by_role(json.loads(path.read_text(encoding="utf-8"))) if path else {}


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
                    page.goto(base + in_language(filled(page, base, url), language))
                    name = re.sub(r"[^a-z0-9]+", "-", url.lower()).strip("-") or "start"
                    page.screenshot(path=wanted.out / f"{name}-{who}-{language}-{width}.png", full_page=True)


if __name__ == "__main__":
    main()
