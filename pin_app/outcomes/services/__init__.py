"""What happens to questions after introductions, and to outcomes."""

from pin_app.outcomes.services.answering import add_details, answer, note_try
from pin_app.outcomes.services.asking import ask_due, end, give_up, remind
from pin_app.outcomes.services.recording import attach, documents_of, receive, record_outcome

__all__ = [
    "add_details", "answer", "ask_due", "attach", "documents_of", "end", "give_up", "note_try", "receive",
    "record_outcome", "remind",
]  # fmt: skip
