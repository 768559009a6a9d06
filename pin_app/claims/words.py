"""What this room says: refusals, claims, levels, numbers, and what happened to a claim."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from pin_app.claims.catalogue import Level
from pin_app.claims.models import RiskGood
from pin_app.errors import sentences
from pin_app.i18n import language

sentences(
    claim__not_for_you=_l("This is not asked of a firm like this one."),
    claim__not_this_way=_l("This claim cannot be shown in this way."),
    claim__needs_consent=_l(
        "This is about trade unions. The owner of the profile has to agree first that we keep and show it."
    ),
    claim__not_waiting=_l("Somebody has already looked at this document."),
    claim__not_under_review=_l("This claim is not under review."),
    claim__not_staff=_l("Only ISCOS staff check claims."),
    claim__own_firm=_l("You act for this firm: a colleague has to check it."),
    claim__number_missing=_l("Write the number."),
    claim__not_a_number=_l(
        "This does not look like a number of this kind. Copy it as it stands on the paper."
    ),
    claim__last_day=_l("Choose a day between today and ten years from now."),
    claim__past_day=_l("Choose a day that is not in the future."),
    claim__age=_l("State an age from 14 to 21 and at least one way in which you check it."),
    claim__choose=_l("Choose an answer."),
    claim__people=_l("Write a whole number of people, 0 if there are none."),
    claim__too_long=_l("This is too long. Use at most %(most)s characters."),
    claim__year=_l("Write a year from 2000 on."),
    claim__sectors=_l("Write codes of sectors that exist, such as 32.50, with commas between them."),
    claim__good_is_there=_l("This good of this source and year is in the table already."),
    claim__enough_said=_l("You have added a lot already. Wait for an answer."),
    claim__grievance_closed=_l("This matter is closed. Send a new message if something happens again."),
    claim__no_firm=_l("Say first which profile this is about."),
    claim__no_claims=_l("This firm has made no statement that could be reviewed."),
    claim__unknown_profile=_l("There is no such profile."),
    claim__figure=_l("Write a whole number from 0 to %(most)s."),
    claim__no_answers=_l("Answer some questions first."),
    claim__missing=_l("Write something here."),
    claim__contact_in_text=_l("Please take phone numbers and e-mail addresses out of the texts."),
)

TITLES: dict[str, Any] = {
    "identity": _l("Registered firm"),
    "contributions": _l("Regular contributions (DURC)"),
    "social_security": _l("Social security of the workers"),
    "workforce": _l("Women and men, by contract"),
    "minimum_age": _l("Minimum age and how it is checked"),
    "contracts": _l("Written contracts"),
    "advances": _l("Register of advances"),
    "wages": _l("Proof of wages"),
    "union": _l("Trade union or collective agreement"),
    "safety": _l("Safety and health at work"),
    "score": _l("SCORE training of the ILO"),
    "audits": _l("Audit by a third party"),
    "kiln": _l("Kind of brick kiln"),
}

ABOUT: dict[str, Any] = {
    "identity": _l("That the firm is in a public register, and under which number."),
    "contributions": _l("The certificate of regular contributions, which is good for 120 days."),
    "social_security": _l("That the workers are registered, with which institution and under which number."),
    "workforce": _l("How many women and men work here, on permanent and on temporary contracts."),
    "minimum_age": _l("From which age people work here, and how their age is checked."),
    "contracts": _l("That everybody has a contract in writing."),
    "advances": _l("That advances on wages are written down and bind nobody to stay."),
    "wages": _l("That wages are paid in full, on time, and with a slip."),
    "union": _l("That a trade union or a collective agreement exists here."),
    "safety": _l("Who looks after safety, and when an inspector last came."),
    "score": _l("That the firm took part in the SCORE training."),
    "audits": _l("That somebody from outside has audited the firm."),
    "kiln": _l("Zig-zag or fixed chimney: it decides the smoke that workers breathe."),
}

LEVELS: dict[Level, Any] = {
    Level.NONE: _l("No statement"),
    Level.PLEDGE: _l("Pledge signed"),
    Level.NUMBER: _l("Registration number stated"),
    Level.DOCUMENT: _l("Document seen by ISCOS"),
    Level.CONFIRMED: _l("Confirmed by a third party"),
    Level.X: _l("Under review or withdrawn"),
}
TONES = {Level.NONE: "neutral", Level.X: "warn"}  # no level is shown as a tick or in the colour of success

SCHEMES: dict[str, Any] = {
    "pk.ntn": _l("National Tax Number"),
    "pk.secp": _l("Number of the SECP"),
    "pk.chamber": _l("Membership of a chamber"),
    "pk.eobi": _l("Employer number of EOBI"),
    "pk.pessi": _l("Employer number of PESSI, Punjab"),
    "pk.sessi": _l("Employer number of SESSI, Sindh"),
    "pk.essi": _l("Employer number of ESSI, Khyber Pakhtunkhwa"),
    "pk.bessi": _l("Employer number of BESSI, Balochistan"),
    "pk.labour": _l("Registration or report of the labour department"),
    "pk.union": _l("Registration of a union or an agreement"),
    "it.vat": _l("VAT number"),
    "it.rea": _l("REA number"),
    "it.cf": _l("Tax code of an organisation"),
    "it.durc": _l("Protocol number of the DURC"),
    "it.inps": _l("Employer number of INPS"),
    "it.inail": _l("Firm code of INAIL"),
    "it.labour": _l("Report of the labour inspectorate"),
    "it.agreement": _l("Code or name of the collective agreement"),
    "score": _l("Certificate of the SCORE training"),
    "audit": _l("Report or certificate of an audit"),
}
BODIES: dict[str, Any] = {
    "pk.ntn": _l("Federal Board of Revenue"),
    "pk.secp": _l("Securities and Exchange Commission of Pakistan"),
    "pk.eobi": _l("Employees’ Old-Age Benefits Institution"),
    "pk.pessi": _l("Punjab Employees Social Security Institution"),
    "pk.sessi": _l("Sindh Employees’ Social Security Institution"),
    "pk.essi": _l("Employees’ Social Security Institution, Khyber Pakhtunkhwa"),
    "pk.bessi": _l("Balochistan Employees’ Social Security Institution"),
    "it.vat": _l("Italian Revenue Agency"),
    "it.cf": _l("Italian Revenue Agency"),
    "it.rea": _l("Chamber of commerce"),
    "it.durc": _l("INPS, INAIL or the building fund"),
    "it.inps": _l("National Institute for Social Security (INPS)"),
    "it.inail": _l("National Institute for Insurance against Accidents at Work (INAIL)"),
}

SOURCE_KINDS: dict[str, Any] = {
    "third_party": _l("A third party, such as an auditor or an inspector"),
    "trade_union": _l("A trade union"),
}
PROOF_STATES: dict[str, Any] = {
    "waiting": _l("Waits for ISCOS"),
    "standing": _l("Counts"),
    "refused": _l("Not accepted"),
    "withdrawn": _l("Withdrawn"),
    "replaced": _l("Replaced by a newer one"),
}
EVENTS: dict[str, Any] = {
    "pledge": _l("Pledge signed"),
    "number": _l("Number stated"),
    "document": _l("Document handed in"),
    "taken_back": _l("Document taken back"),
    "seen": _l("Document seen"),
    "refused": _l("Document not accepted"),
    "confirmed": _l("Confirmation noted"),
    "review": _l("Put under review"),
    "review_ended": _l("Review ended"),
    "withdrawn": _l("Withdrawn by the firm"),
}
COUNTRIES: dict[str, Any] = {"PK": _l("Pakistan"), "IT": _l("Italy")}
TOPICS: dict[str, Any] = {
    "child_labour": _l("Children at work"),
    "forced_labour": _l("Work that one cannot leave, debts, papers held back"),
    "wages": _l("Wages or contracts"),
    "hours": _l("Working hours and rest"),
    "safety": _l("Accidents, danger, health"),
    "harassment": _l("Violence or harassment"),
    "union": _l("Trade union rights"),
    "other": _l("Something else"),
}
GRIEVANCE_STATES: dict[str, Any] = {
    "new": _l("New"),
    "open": _l("ISCOS looks into it"),
    "answered": _l("Answered"),
    "closed": _l("Closed"),
}
MESSAGE_KINDS: dict[str, Any] = {
    "answer": _l("Answer of ISCOS"),
    "addition": _l("Added by the sender"),
    "note": _l("Private note"),
}
YES: dict[str, Any] = {
    "yes": _l("Yes"),
    "partly": _l("Partly"),
    "no": _l("No"),
    "not_applicable": _l("Does not apply to us"),
}
UNITS: dict[str, Any] = {
    "percent": _l("In percent, 0 to 100."),
    "hours": _l("In hours."),
    "money": _l("In whole EUR."),
}
HAZARDS: dict[str, Any] = {
    "child_labour": _l("Child labour"),
    "forced_labour": _l("Forced labour"),
}
WORKFORCE: dict[str, Any] = {
    "women_permanent": _l("Women on permanent contracts"),
    "women_temporary": _l("Women on temporary contracts"),
    "men_permanent": _l("Men on permanent contracts"),
    "men_temporary": _l("Men on temporary contracts"),
}
CHOICES: dict[str, dict[str, Any]] = {
    "age_checks": {
        "identity_card": _l("Identity card or B-form"),
        "birth_record": _l("Birth certificate"),
        "school_record": _l("School record"),
        "doctor": _l("A doctor’s opinion"),
        "other": _l("Another way"),
    },
    "paid": {
        "bank": _l("To a bank account"),
        "mobile": _l("To a mobile wallet"),
        "cash": _l("In cash, against a signature"),
    },
    "kiln": {
        "zigzag": _l("Zig-zag kiln"),
        "fixed_chimney": _l("Kiln with a fixed chimney"),
        "other": _l("Another kind of kiln"),
    },
    "committee": {
        "committee": _l("A committee of workers and management"),
        "person": _l("A named person"),
        "none": _l("Nobody yet"),
    },
}


def body(scheme: str, source: str) -> str:
    """Who issued a number."""
    return source or str(BODIES.get(scheme, ""))


def good_name(good: RiskGood) -> str:
    """A good in the reader's language, in English where nobody has named it there."""
    return {"it": good.name_it, "ur": good.name_ur}.get(language(), "") or good.name_en
