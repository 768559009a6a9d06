"""What this room's codes say: kinds, states, intents, instruments, missing parts, and refusals."""

from __future__ import annotations

from babel import Locale
from flask_babel import lazy_gettext as _l

from pin_app.errors import SENTENCES, sentences
from pin_app.i18n import LANGUAGES, language
from pin_app.profiles.reasons import REASONS

__all__ = ["REASONS"]

KINDS = {
    "diaspora_entrepreneur": _l("Entrepreneur of the diaspora"),
    "pakistani_firm": _l("Firm in Pakistan"),
    "italian_firm": _l("Italian firm"),
    "investor": _l("Investor"),
    "association": _l("Association"),
    "institution": _l("Institution"),
}
KIND_HINTS = {
    "diaspora_entrepreneur": _l("You come from Pakistan and work or trade for yourself in Italy."),
    "pakistani_firm": _l("Your firm is registered or works in Pakistan."),
    "italian_firm": _l("Your firm is registered in Italy."),
    "investor": _l("You look for projects to put money, goods or skills into."),
    "association": _l("You bring people together: diaspora, trade or union."),
    "institution": _l("A chamber, a public office, a university or the like."),
}
STATES = {
    "draft": _l("Draft"),
    "submitted": _l("Waiting for the check"),
    "published": _l("Published"),
    "changes_requested": _l("Changes asked for"),
    "withdrawn": _l("Withdrawn"),
}
TONES = {
    "draft": "neutral",
    "submitted": "warn",
    "published": "good",
    "changes_requested": "bad",
    "withdrawn": "neutral",
}
CHANGES = {"waiting": _l("Changes wait for the check"), "returned": _l("Please look at your changes again")}
WHATS = {"new": _l("New"), "changed": _l("Changed")}
DECIDED = {
    "published": _l("%(name)s has already published it. Nothing was changed."),
    "changes_requested": _l("%(name)s has already asked for changes. Nothing was changed."),
}
ALIKE = {
    "same_number": _l("The same registration number"),
    "same_phone": _l("The same phone number"),
    "same_email": _l("The same e-mail address"),
    "same_website": _l("The same website"),
    "same_name": _l("The same name"),
    "similar_name": _l("A name that sounds alike"),
    "same_place": _l("The same place"),
    "similar_texts": _l("The same words in the texts"),
    "other_number": _l("But another registration number"),
    "other_country": _l("But another country"),
    "other_place": _l("But another place"),
}
DIRECTIONS = {"offer": _l("Offers"), "need": _l("Looks for")}
OFFER_INTENTS = {
    "sell": _l("Sell goods or services"),
    "distribute": _l("Distribute for others"),
    "partner": _l("Be a partner"),
    "technology": _l("Offer technology"),
    "skills": _l("Offer skills or training"),
    "mentor": _l("Be a mentor"),
    "invest": _l("Invest money"),
}
NEED_INTENTS = {
    "buy": _l("Buy goods or services"),
    "be_distributed": _l("Find a distributor"),
    "partner": _l("Find a partner"),
    "technology": _l("Find technology"),
    "skills": _l("Find skills or training"),
    "be_mentored": _l("Find a mentor"),
    "seek_investment": _l("Find an investor"),
}
INSTRUMENTS = {
    "equity": _l("A share in the firm (equity)"),
    "loan": _l("Loan"),
    "qard_hasan": _l("Loan without interest (qard-e-hasan)"),
    "musharakah": _l("Shared profit and loss (musharakah)"),
    "mudarabah": _l("Money from one side, work from the other (mudarabah)"),
    "murabaha": _l("Purchase and resale with a known margin (murabaha)"),
    "ijara": _l("Lease (ijara)"),
    "joint_venture": _l("Joint venture"),
    "in_kind": _l("Machines, land or goods"),
    "skills": _l("Skills and time"),
}
HORIZONS = {
    "year": _l("Up to one year"),
    "three_years": _l("One to three years"),
    "seven_years": _l("Three to seven years"),
    "longer": _l("Longer than seven years"),
}
STAGES = {
    "idea": _l("An idea with a plan"),
    "starting": _l("Starting now"),
    "running": _l("Running"),
    "growing": _l("Running, and to be enlarged"),
}
ANSWERS = {"yes": _l("Yes"), "no": _l("No")}
TERMS = {"invest": _l("We would invest"), "seek": _l("We look for an investment")}
TEXT_LANGUAGES = {
    "en": _l("English"),
    "it": _l("Italian"),
    "ur": _l("Urdu"),
    "ur-Latn": _l("Urdu in Latin letters"),
}
SPOKEN = ("ur", "pa", "en", "it", "ps", "sd", "ar", "zh", "fr", "de", "es")
SCHEMES = {
    "it.vat": _l("Italian VAT number (partita IVA)"),
    "it.rea": _l("REA number of the chamber of commerce"),
    "it.cf": _l("Italian tax code of the body (11 digits)"),
    "pk.ntn": _l("National Tax Number (NTN)"),
    "pk.secp": _l("SECP number (CUIN)"),
}
SCHEME_HINTS = {
    "it.vat": _l("11 digits, for example 00743110157."),
    "it.rea": _l("Two letters and a number, for example MI-1234567."),
    "it.cf": _l("Not the code of a person: that one we do not keep."),
    "pk.ntn": _l("7 digits, with the check digit if you have it, for example 4174941-3. Not your CNIC."),
    "pk.secp": _l("7 digits, for example 0012345."),
}
MISSING = {
    "name": _l("Add a name: without it nobody can be introduced to you."),
    "country": _l("Say in which country you are: it decides whom you can meet."),
    "statement": _l("Add one offer or one need: it is what we compare."),
    "need": _l("Add what you look for: without it we can only guess who fits."),
    "offer": _l("Add what you offer: others who look for exactly that will find you."),
    "terms": _l("Add how much and in which form: investors and projects are compared by it."),
    "sectors": _l("Choose your sectors: a firm in the same trade is found even when the words differ."),
    "contact": _l(
        "Add a phone number or an e-mail address: it is shown to a partner only after both said yes."
    ),
    "about": _l("Say a little more about yourselves: people answer those they can picture."),
    "matchable": _l("Agree to be matched: until then we suggest nobody to you, and you to nobody."),
    "region": _l("Add your region: partners nearby can visit you."),
    "languages": _l("Say which languages you speak: a common language makes a first talk possible."),
    "home_district": _l("Add your district of origin: many people invest and trade at home."),
    "identifiers": _l("Add a registration number: partners trust a firm that can be looked up."),
    "website": _l("Add your website: partners look there first."),
    "capacity": _l("Say how many introductions a month you can answer: we keep to it."),
}
FIELDS = {
    "name": _l("Name"),
    "country": _l("Country"),
    "statement": _l("One offer or need"),
}

sentences(
    profile__unknown_kind=_l("Choose one of the six kinds."),
    profile__not_readable=_l("Write at least one letter or digit that can be seen."),
    profile__statement_empty=_l("Write in a few words what you offer or look for."),
    profile__too_long=_l(
        "This text has %(length)s characters; at most %(most)s fit. Nothing was lost: shorten it."
    ),
    profile__not_a_website=_l("Write a web address that starts with https:// or http://."),
    profile__not_an_email=_l("Write an e-mail address such as name@example.org."),
    profile__not_a_phone=_l(
        "Write a phone number with its country, such as "
        "\u2066+39 333 1234567\u2069 or \u2066+92 300 1234567\u2069."
    ),
    profile__unknown_language=_l("Choose a language from the list."),
    profile__unknown_country=_l("Choose Italy or Pakistan."),
    profile__unknown_region=_l("Choose a region of the country that you chose."),
    profile__unknown_sector=_l("Choose sectors from the list."),
    profile__not_a_number=_l("Write a whole number in digits."),
    profile__out_of_range=_l("Write a number from %(least)s to %(most)s."),
    profile__unknown_direction=_l("Say whether it is an offer or a need."),
    profile__unknown_intent=_l("Choose an aim from the list."),
    profile__unknown_instrument=_l("Choose forms of investment from the list."),
    profile__unknown_choice=_l("Choose one of the answers in the list."),
    profile__odd_expiry=_l("Choose a day from today on, at most %(years)s years ahead."),
    profile__too_many=_l("Choose at most %(most)s."),
    profile__too_many_profiles=_l("One person can have at most %(most)s profiles."),
    profile__too_many_statements=_l(
        "A profile holds at most %(most)s offers and needs. Take one back first."
    ),
    profile__too_many_members=_l("A profile can have at most %(most)s people and open invitations."),
    profile__statement_closed=_l("This offer or need is closed."),
    profile__band_reversed=_l("The smallest amount is larger than the largest one."),
    profile__unknown_scheme=_l("This number does not go with this kind of profile."),
    profile__not_a_vat_number=_l(
        "This is not an Italian VAT number: 11 digits of which the last checks the others."
    ),
    profile__not_a_tax_code=_l(
        "This is not an Italian tax code of a body: 11 digits of which the last checks the others."
    ),
    profile__not_a_rea_number=_l(
        "Write the REA number as two letters and 4 to 7 digits, such as MI-1234567."
    ),
    profile__not_an_ntn=_l("Write the NTN as 7 digits, with or without its check digit, such as 4174941-3."),
    profile__not_a_secp_number=_l("Write the SECP number as 7 digits, such as 0012345."),
    profile__personal_number=_l(
        "This looks like the number of a person. We do not keep those: leave the field empty."
    ),
    profile__already_sent=_l("This profile is already with ISCOS staff or published."),
    profile__not_ready=_l(
        "A name, a country and one offer or need are wanted before we can check the profile."
    ),
    profile__not_a_draft=_l("Only a draft that was never sent can be deleted here."),
    profile__not_staff=_l("Only ISCOS staff decide what is published."),
    profile__not_submitted=_l("This profile is not waiting for a check. Perhaps a colleague was faster."),
    profile__changed_meanwhile=_l(
        "The owner has changed this profile since you opened it. Nothing was decided: look at it once more."
    ),
    profile__nothing_waits=_l("There are no changes of yours that wait."),
    profile__with_itself=_l("These are one and the same profile."),
    profile__not_withdrawable=_l("This profile is not shown to anybody."),
    profile__reason_missing=_l("Choose at least one reason, so that the owner knows what to change."),
    profile__without_owner=_l("This profile has no owner who could invite people."),
    profile__not_a_member=_l("This person does not act for the profile."),
    profile__invitation_over=_l("This invitation is used or too old. Ask for a new one."),
    profile__invitation_of_another=_l(
        "This invitation went to another e-mail address. Sign in with that one."
    ),
)


def intents(direction: str) -> dict[str, object]:
    """Return intent codes with their names for offers or for needs."""
    return dict(OFFER_INTENTS if direction == "offer" else NEED_INTENTS)


def intent(direction: str, code: str | None) -> object:
    """Return the name of an intent, empty where the owner has not said."""
    return intents(direction).get(code or "", "")


def sentence(code: str) -> str:
    """Return what a refusal without facts says."""
    return str(SENTENCES[code])


def written_in(text: str, said: str | None = None) -> str | None:
    """Return the language in which to set a text: the one said, Urdu for Arabic letters, None for unknown."""
    if said or text.isascii():
        return said
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    return "ur" if arabic * 2 > len(text.replace(" ", "")) else None


def spoken(code: str) -> str:
    """Return the name of a spoken language (ISO 639-1) in the reader's language."""
    return Locale.parse(language()).languages.get(code) or code


def site_languages() -> list[tuple[str, str]]:
    """Return the languages of PIN, each in its own words."""
    return list(LANGUAGES.items())
