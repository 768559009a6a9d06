"""Reads what mail servers report about a mail's delivery (RFC 3464), from a file, an mbox or a maildir."""

from __future__ import annotations

import contextlib
import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path

LARGEST = 5_000_000  # bytes of one report; it quotes at most the mail that we wrote
FAILED, DELIVERED = "failed", "delivered"
REPORTED_ON = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")


@dataclass(frozen=True, slots=True)
class Notice:
    """What a report says: on which message, what happened, and why in the server's words."""

    message_id: str
    action: str
    reason: str


def read_all(path: Path) -> Iterator[Notice | None]:
    """Read every message at a path; None stands for one that reports nothing about a mail."""
    for content in _contents(path):
        yield read(content)


def read(content: bytes) -> Notice | None:
    """Read one message; None where it is no delivery report, or one that names no message."""
    if len(content) > LARGEST:
        return None
    report = message_from_bytes(content, policy=default)
    status = _first(report, ("message/delivery-status",))
    reported = _first(report, REPORTED_ON)
    if status is None or reported is None:
        return None
    message_id = _message_id(reported)
    blocks = [block for block in _blocks(status) if _field(block, "Action")]
    return _judged(message_id, blocks) if message_id and blocks else None


def _judged(message_id: str, blocks: list[Message]) -> Notice:
    """Of several receivers, which our mails never have, a failure is what counts."""
    failed = [block for block in blocks if _action(block) == FAILED]
    block = (failed or blocks)[0]
    reason = " ".join(part for part in (_field(block, "Status"), _diagnosis(block)) if part)
    return Notice(message_id, _action(block), reason)


def _contents(path: Path) -> Iterator[bytes]:
    if path.is_dir() and (path / "cur").is_dir():
        box = mailbox.Maildir(path, create=False)
        yield from (box.get_bytes(key) for key in sorted(box.keys()))
    elif path.is_dir():
        yield from (found.read_bytes() for found in sorted(path.glob("*.eml")))
    elif _is_mbox(path):
        with contextlib.closing(mailbox.mbox(path, create=False)) as several:
            yield from [several.get_bytes(key) for key in several.keys()]  # noqa: SIM118 -- it iterates messages
    else:
        yield path.read_bytes()


def _is_mbox(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"From "


def _first(report: Message, kinds: tuple[str, ...]) -> Message | None:
    return next((part for part in report.walk() if part.get_content_type() in kinds), None)


def _blocks(status: Message) -> list[Message]:
    """Blocks of fields of a delivery status, which Python reads as a list of messages."""
    payload = status.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _message_id(reported: Message) -> str:
    payload = reported.get_payload()
    if isinstance(payload, list) and payload and isinstance(payload[0], Message):
        return _field(payload[0], "Message-ID")
    text = reported.get_payload(decode=True)
    headers = message_from_bytes(text if isinstance(text, bytes) else b"", policy=default)
    return _field(headers, "Message-ID")


def _action(block: Message) -> str:
    return _field(block, "Action").lower()


def _diagnosis(block: Message) -> str:
    _, _, words = _field(block, "Diagnostic-Code").partition(";")
    return " ".join(words.split())


def _field(block: Message, name: str) -> str:
    """A header in one line; odd bytes and malformed headers are no reason to stop."""
    try:
        return " ".join(str(block.get(name) or "").split())
    except (ValueError, IndexError, AttributeError):
        return ""
