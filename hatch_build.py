"""Compile the message catalogues before the package is built, so that no binary file is committed."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for po in Path(self.root, "pin_app", "translations").glob("*/LC_MESSAGES/*.po"):
            compile_catalogue(po)


def compile_catalogue(po: Path) -> None:
    """Write a catalogue beside its source in one step: a server may be reading the one that is there."""
    compiled = BytesIO()
    with po.open("rb") as source:
        write_mo(compiled, read_po(source, locale=po.parts[-3]))
    half = po.with_suffix(f".mo.{os.getpid()}")
    half.write_bytes(compiled.getvalue())
    half.replace(po.with_suffix(".mo"))
