"""The page of figures: it holds what was measured, and says when something was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import __main__ as bench

SAID = 'print("in words")\nprint(\'{"recall": 0.97, "s": 1234.5}\')\n'
TABLE = """## What: `python -m broken`

|  | one | two |
| --- | --- | --- |
| recall |  | 0.97 |
| s |  | 1,234.5 |
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bench.Page:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(bench, "TABLE", tmp_path / "page.md")
    (tmp_path / "figures.py").write_text(SAID, "utf-8")
    (tmp_path / "broken.py").write_text("raise SystemExit(3)\n", "utf-8")
    return bench.Page()


def test_figures_stand_in_a_column_each_and_what_broke_leaves_its_own_empty(page: bench.Page) -> None:
    page.table("What", (("one", ("broken",)), ("two", ("figures",))))
    page.words(("figures",))
    written = bench.TABLE.read_text("utf-8")
    assert written.startswith(bench.HEAD)
    assert TABLE in written
    assert f"## `python -m figures`\n\n```text\nin words\n{SAID.splitlines()[1][7:-2]}\n```\n" in written
    assert page.missed == ["broken"]


def test_each_benchmark_that_is_named_is_there() -> None:
    lines = (*bench.QUALITIES, *bench.LISTS, *bench.QUICK, *bench.LARGE, *bench.MILLION)
    named = {command[0] for _, command in lines} | {command[0] for command in bench.TOOLS}
    folder = Path(bench.__file__).parent
    assert [
        name for name in sorted(named) if not (folder / f"{name.removeprefix('benchmarks.')}.py").is_file()
    ] == []
