"""What is written for people stays true: settings in the README, styles without sides, templates in use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

SIDES = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right)\s*:"
    r"|(?:float|text-align|clear)\s*:\s*(?:left|right)"
)
INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE)


def test_every_setting_is_in_the_readme(repository: Path) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (repository / "pin_app").rglob("*.py"))
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert sorted({name for name in re.findall(r'"(PIN_[A-Z_]+)"', sources) if name not in readme}) == []


def test_styles_know_no_physical_side(repository: Path) -> None:
    sheets = (repository / "pin_app" / "static" / "css").glob("*.css")
    found = {sheet.name: SIDES.findall(sheet.read_text(encoding="utf-8")) for sheet in sheets}
    assert {name: sides for name, sides in found.items() if sides} == {}


@pytest.mark.parametrize("rule", ["margin-left: 1px", "float: right", "  left: 0", "text-align:left"])
def test_a_physical_side_is_seen(rule: str) -> None:
    assert SIDES.search(rule)


def test_pages_have_no_inline_script_or_style(repository: Path) -> None:
    pages = [p for p in (repository / "templates").rglob("*.html") if "mail" not in p.parts]
    assert [page.name for page in pages if INLINE.search(page.read_text(encoding="utf-8"))] == []


def test_every_template_is_used(repository: Path) -> None:
    folder = repository / "templates"
    users = [*folder.rglob("*.*"), *(repository / "pin_app").rglob("*.py")]
    text = {path: path.read_text(encoding="utf-8") for path in users if path.is_file()}
    unused = []
    for page in folder.rglob("*.html"):
        name = str(page.relative_to(folder))
        stem = re.sub(r"\d+", "{", name).split("{")[0]  # render_template(f"profiles/step_{number}.html")
        wanted = (name, f'f"{stem}{{') if stem != name else (name,)
        if not any(want in words for want in wanted for path, words in text.items() if path != page):
            unused.append(name)
    assert unused == []


def test_every_macro_is_used(repository: Path) -> None:
    folder = repository / "templates"
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))
    macros = re.findall(r"{%-?\s*macro\s+(\w+)", text)
    assert [name for name in macros if len(re.findall(rf"\b{name}\b", text)) < 2] == []


def test_no_file_is_a_store_room(repository: Path) -> None:
    names = {path.stem for path in (repository / "pin_app").rglob("*.py")}
    names |= {path.stem for path in (repository / "matching").rglob("*.py")}
    assert names & {"utils", "helpers", "manager", "common", "misc"} == set()


def modules(repository: Path, name: str) -> Iterator[tuple[str, ModuleType]]:
    """All modules of the rooms with a name, and the rooms."""
    for path in sorted((repository / "pin_app").rglob(f"{name}.py")):
        parts = path.relative_to(repository).with_suffix("").parts
        yield ".".join(parts[:-1]), import_module(".".join(parts))


def test_every_code_that_is_kept_has_a_word(repository: Path) -> None:
    """A tuple of codes in the models of a room is a dictionary of the same name in its words."""
    said = {
        (room, name): codes
        for room, words in modules(repository, "words")
        for name, codes in vars(words).items()
        if isinstance(codes, dict) and re.search(rf"^{name}\b", Path(words.__file__ or "").read_text(), re.M)
    }
    missing = [
        (room, name, code)
        for room, models in modules(repository, "models")
        for name, codes in vars(models).items()
        if isinstance(codes, tuple)
        for (of, same), words in said.items()
        if same == name and of.startswith(room)
        for code in codes
        if code not in words
    ]
    assert missing == []
