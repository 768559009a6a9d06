"""Services flush and never commit; a PinError's code has a sentence; public things have a docstring."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

from flask import Flask

from pin_app.errors import SENTENCES

CODE = re.compile(r'PinError\(\s*"([a-z_]+\.[a-z_]+)"')


def sources(repository: Path, pattern: str) -> dict[str, str]:
    found = sorted(repository.glob(pattern))
    return {str(path.relative_to(repository)): path.read_text(encoding="utf-8") for path in found}


def commits(source: str) -> list[int]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [c.lineno for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "commit"]


def test_services_and_queries_never_commit(repository: Path) -> None:
    kinds = ("services.py", "services/*.py", "queries.py", "queries/*.py")
    found = {n: source for kind in kinds for n, source in sources(repository, f"pin_app/*/{kind}").items()}
    assert {name: commits(source) for name, source in found.items() if commits(source)} == {}


def test_the_check_sees_a_commit() -> None:
    assert commits("def propose():\n    db.session.commit()\n") == [2]


def test_every_refusal_has_its_sentence(app: Flask, repository: Path) -> None:
    for words in (repository / "pin_app").glob("*/words.py"):
        import_module(f"pin_app.{words.parent.name}.words")
    found = sources(repository, "pin_app/**/*.py").values()
    codes = {code for source in found for code in CODE.findall(source)}
    assert sorted(codes - set(SENTENCES)) == []


def test_no_model_knows_who_points_at_it(repository: Path) -> None:
    found = sources(repository, "pin_app/**/models.py")
    assert [n for n, source in found.items() if "backref" in source or "back_populates" in source] == []
