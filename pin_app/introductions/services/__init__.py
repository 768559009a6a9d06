"""What happens to introductions."""

from pin_app.introductions.services.answering import answer, note_contact_read
from pin_app.introductions.services.asking import ask_first, ask_second, expire, go_on_to_second, remind
from pin_app.introductions.services.ending import end_orphaned, leave, report, settle, withdraw
from pin_app.introductions.services.meeting import record_met, record_outcome
from pin_app.introductions.services.proposing import (
    approve,
    assign,
    edit_message,
    postpone,
    propose,
    reject,
    request,
)

__all__ = [
    "answer", "approve", "ask_first", "ask_second", "assign", "edit_message", "end_orphaned",
    "expire", "go_on_to_second", "leave", "note_contact_read", "postpone", "propose", "record_met",
    "record_outcome", "reject", "remind", "report", "request", "settle", "withdraw",
]  # fmt: skip
