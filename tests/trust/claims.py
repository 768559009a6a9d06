"""One claim, proof, document, good and grievance for every address of these rooms."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from werkzeug.routing import Rule

from pin_app.claims import services
from pin_app.claims.models import Proof, RiskGood
from pin_app.claims.services import grieving
from pin_app.db import db
from pin_app.documents.services import receive
from pin_app.security import new_secret
from tests.documents.files import pdf

if TYPE_CHECKING:
    from tests.trust.cast import Cast

GRIEVANCES = (
    "grievance",
    "answer_grievance",
    "note_grievance",
    "move_grievance",
    "name_firm",
    "review_claims",
)


def things(cast: Cast, rule: Rule) -> dict[str, Any]:
    """What an address of these rooms names: all of it belongs to one firm of the owner and the member."""
    deed = rule.endpoint.split(".")[1]
    if deed in GRIEVANCES:
        sent = grieving.send(grieving.code_for(new_secret()), {"text": "No masks"}, None, "en")
        return {"number": sent.id}
    if "risk" in deed:
        return {"number": _good().id} if rule.arguments else {}
    firm = cast.profile()
    proof = _waiting(cast, firm)
    known = {"public_id": firm.public_id, "code": "wages", "part": 1, "token": proof.document.token}
    known["number"] = proof.id if "proofs" in rule.rule else proof.claim_id
    return {name: known[name] for name in rule.arguments}


def _waiting(cast: Cast, firm: Any) -> Proof:
    owner, received = cast.people["owner"], receive(io.BytesIO(pdf()))
    return services.hand_in(firm, "wages", owner, received, "slips.pdf")


def _good() -> RiskGood:
    made = RiskGood(
        country="PK", name_en="Bricks", hazards=["child_labour"], sectors=["23.32"], source="s", year=2016
    )
    db.session.add(made)
    db.session.flush()
    return made
