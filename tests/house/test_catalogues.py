"""Building the package beside a running server never takes the words away from it."""

from __future__ import annotations

import importlib.util
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from babel.support import Translations


def builder(repository: Path) -> Callable[[Path], None]:
    """The build step, which is no module of the package."""
    found = importlib.util.spec_from_file_location("hatch_build", repository / "hatch_build.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    compiled: Callable[[Path], None] = module.compile_catalogue
    return compiled


def test_a_reader_never_finds_half_a_catalogue(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "it" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    po = Path(shutil.copy(repository / "pin_app/translations/it/LC_MESSAGES/wtforms.po", folder))
    compile_catalogue = builder(repository)
    compile_catalogue(po)
    sizes, ended = set(), threading.Event()

    def read() -> None:
        while not ended.is_set():
            with po.with_suffix(".mo").open("rb") as file:
                sizes.add(len(Translations(file)._catalog))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(20):
        compile_catalogue(po)
    ended.set()
    reader.join()
    assert len(sizes) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["wtforms.mo", "wtforms.po"]
