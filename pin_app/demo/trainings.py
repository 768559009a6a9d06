"""A series of trainings in the demo: the training among its events, repeated in the two weeks after."""

from __future__ import annotations

from collections.abc import Sequence

from pin_app.events.models import Event
from pin_app.trainings import services, words
from pin_app.trainings.models import TrainingSeries

TITLES = {
    "en": "Bargaining together: three days for delegates",
    "it": "Contrattare insieme: tre giorni per delegate e delegati",
    "ur": "مل کر سودے بازی: نمائندوں کے لیے تین دن",
}
SUMMARIES = {
    "en": "From the pay slip to the agreement in the firm, with exercises.",
    "it": "Dalla busta paga all'accordo aziendale, con esercizi.",
    "ur": "تنخواہ کی پرچی سے لے کر ادارے کے معاہدے تک، مشقوں کے ساتھ۔",
}


def fill(events: Sequence[Event]) -> TrainingSeries | None:
    """Make the series of the first training that is to come; nothing where there is none."""
    first = next((event for event in events if event.kind == "training" and event.state == "published"), None)
    if first is None or first.created_by is None:
        return None
    by, consent = first.created_by, {"labels": words.consent_labels(), "hints": words.consent_hints()}
    details = {"audience": "union_leaders", "language": first.language, "titles": TITLES}
    certificate = {"summaries": SUMMARIES, "minimum": 66, "minimum_unit": "percent"}
    made = services.create(by, details | certificate)
    made.demo = True
    services.attach(made, first, by, consent)
    for event in services.repeat(made, first, by, 2, consent):
        event.demo = True
    services.publish_dates(made, by)
    services.publish(made, by)
    return made
