"""What was learned, and how evenly partners are shown, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

FEATURES = {
    "blend": _l("The score of the fixed order"),
    "forward": _l("How well they meet my needs"),
    "forward_known": _l("I have said what I need"),
    "backward": _l("How well I meet their needs"),
    "backward_known": _l("They have said what they need"),
    "need_met": _l("One of their offers is close to one of my needs"),
    "needs_met": _l("Several of my needs are met"),
    "offer_wanted": _l("One of my offers is close to one of their needs"),
    "offers_wanted": _l("Several of my offers are wanted"),
    "same_topic": _l("Both name the same goods or services"),
    "serves_mine": _l("Their trade serves mine"),
    "serves_theirs": _l("My trade serves theirs"),
    "shared_sector": _l("The same sector"),
    "home_district": _l("The same home district"),
    "same_region": _l("The same region"),
    "common_languages": _l("A language in common"),
    "claims": _l("Proofs of decent work"),
    "ticket": _l("The amounts meet"),
    "instruments": _l("The form of investment is the same"),
    "district": _l("The investor names the district"),
    "investment_sector": _l("The investor names the sector"),
    "jobs": _l("The project creates jobs"),
}
MOST_TOLD = 6

sentences(
    learning__newer_order=_l("Meanwhile something newer was learned. Look at its comparison first."),
    learning__not_better=_l("The learned order is not better beyond doubt, so it cannot be switched on."),
)


def needed(counts: Mapping[str, int]) -> list[str]:
    """Say what is still needed before something is learned."""
    said = {
        "answers": lambda n: ngettext("%(count)s more answer", "%(count)s more answers", n, count=_number(n)),
        "of_each": lambda n: ngettext(
            "%(count)s more of the rarer kind of answer, yes or no",
            "%(count)s more of the rarer kind of answers, yes or no",
            n,
            count=_number(n),
        ),
        "people": lambda n: ngettext("%(count)s more person", "%(count)s more people", n, count=_number(n)),
    }
    return [said[name](count) for name, count in counts.items()]


def compared(figures: Mapping[str, Any]) -> list[str]:
    """Say how the learned order did beside the fixed one, on people whose answers it had not seen."""
    told = {name: format_percent(figures[name], "#,##0%") for name in ("blend_auc", "learned_auc")}
    more = {name: format_percent(figures[name], "+#,##0.0%;-#,##0.0%") for name in ("auc_low", "auc_high")}
    return [
        _(
            "Of a partner whom a person wanted and one whom the same person did not want, the learned order "
            "put the wanted one first in %(learned_auc)s of the cases, the fixed order in %(blend_auc)s.",
            **told,
        ),
        _("With 99 %% certainty the difference lies between %(auc_low)s and %(auc_high)s.", **more),
        _(
            "The quality of the first ten places (nDCG, 1 is best) is %(learned)s with the learned order and "
            "%(blend)s with the fixed one.",
            learned=format_decimal(figures["learned_ndcg"], "0.00"),
            blend=format_decimal(figures["blend_ndcg"], "0.00"),
        ),
    ]


def weights(model: Mapping[str, Any]) -> list[tuple[Any, bool]]:
    """Return what counts most in a learned order: its name, and whether it speaks for a partner."""
    known = [(name, value) for name, value in model.get("weights", {}).items() if name in FEATURES]
    first = sorted(known, key=lambda item: -abs(item[1]))[:MOST_TOLD]
    return [(FEATURES[name], value > 0) for name, value in first if abs(value) >= 0.01]


def spread(figures: Mapping[str, Any]) -> list[str]:
    """Say how evenly a run for everybody shows the parties; nothing for a run that did not count it."""
    if figures.get("share_never_shown") is None:
        return []
    said = [
        _(
            "%(share)s of those who fit somebody are shown to nobody.",
            share=format_percent(figures["share_never_shown"], "#,##0.0%"),
        ),
        _(
            "How unevenly parties are shown (Gini: 0 all equally often, 1 always the same one): %(gini)s.",
            gini=format_decimal(figures["gini"], "0.00"),
        ),
    ]
    if figures.get("given_up") is not None:
        said.append(
            _(
                "For this fairness the lists give up %(share)s of the score that they could have.",
                share=format_percent(figures["given_up"], "#,##0.0%"),
            )
        )
    if figures.get("below_floor"):
        said.append(
            ngettext(
                "%(count)s more has only partners that fit too weakly to be shown.",
                "%(count)s more have only partners that fit too weakly to be shown.",
                figures["below_floor"],
                count=_number(figures["below_floor"]),
            )
        )
    return said


def _number(count: int) -> str:
    return str(format_decimal(count))
