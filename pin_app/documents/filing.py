"""The folder of documents: taking a file in, giving it its name, and finding what belongs to nothing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flask import current_app

from pin_app.documents import kinds
from pin_app.errors import PinError

MOST_BYTES = 10 * 1024 * 1024
MOST_SECONDS = 20  # by the clock of a busy machine; the process itself may work for five
AT_ONCE = 2
WAIT_SECONDS = 20
FRESH_SECONDS = 3600  # how long a file may wait for its row
CODES = frozenset({"document.too_many_pixels", "document.locked", "document.unreadable"})

_room = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was checked and cleaned and waits in the folder for its row and its name."""

    path: Path
    media_type: str
    size: int
    digest: str


def folder() -> Path:
    """Return the folder of documents, which nobody else on the machine may read."""
    found: Path = current_app.extensions["pin.settings"].data_dir / "documents"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def path_of(token: str) -> Path:
    """Return where the file of this name stands."""
    return folder() / f"{token}.kept"


def take_in(stream: IO[bytes]) -> Received:
    """Write a stream into the folder, check what it is and clean it; a refused one leaves nothing behind."""
    typed, cleaned = (folder() / f"{uuid.uuid4().hex}.{ending}" for ending in ("typed", "new"))
    try:
        _copy(stream, typed)
        media_type = kinds.of_file(typed)
        _clean(media_type, typed, cleaned)
        return Received(cleaned, media_type, cleaned.stat().st_size, _digest(cleaned))
    except BaseException:
        cleaned.unlink(missing_ok=True)
        raise
    finally:
        typed.unlink(missing_ok=True)


def settle(received: Received, token: str) -> None:
    """Bring a file to the disk and give it its name; after this its row may be written."""
    _to_disk(received.path)
    received.path.replace(path_of(token))
    _to_disk(folder())


def throw_away(received: Received) -> None:
    """Delete a file that gets no row."""
    received.path.unlink(missing_ok=True)


def remove(token: str) -> None:
    """Delete the file of a row that is gone."""
    path_of(token).unlink(missing_ok=True)


def sweep(wanted: set[str], present: float | None = None) -> int:
    """Delete files that are an hour old and have no row; returns how many."""
    oldest = (present or time.time()) - FRESH_SECONDS
    old = [path for path in folder().iterdir() if path.stem not in wanted and path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def missing(wanted: set[str]) -> set[str]:
    """Return the names of files that should be there and are not."""
    return {token for token in wanted if not path_of(token).is_file()}


def _copy(stream: IO[bytes], target: Path) -> None:
    target.touch(mode=0o600)
    left = MOST_BYTES
    with target.open("wb") as file:
        while some := stream.read(65_536):
            left -= len(some)
            if left < 0:
                raise PinError("document.too_large", most=MOST_BYTES >> 20)
            file.write(some)


def _clean(media_type: str, source: Path, target: Path) -> None:
    """Have a process of its own clean the file, at most two at a time."""
    target.touch(mode=0o600)
    if not _room.acquire(timeout=WAIT_SECONDS):
        raise PinError("document.busy")
    command = [sys.executable, "-m", "pin_app.documents.cleaning", media_type, str(source), str(target)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise PinError("document.unreadable") from None
    finally:
        _room.release()
    if done.returncode or not target.stat().st_size:
        raise PinError(done.stdout if done.stdout in CODES else "document.unreadable")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
