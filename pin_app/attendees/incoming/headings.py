"""What columns are called in lists of people, in Italian, English, Urdu and Roman Urdu."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SURNAME_FIRST = "surname_first"
NAMES = {
    "reference": (
        "reference, codice, codice iscrizione, codice registrazione, riferimento, booking code, حوالہ"
    ),
    "surname": (
        "surname, last name, lastname, family name, cognome, cognomi, second name, خاندانی نام, کنیت, "
        "آخری نام, khandani naam, akhri naam"
    ),
    "given_name": (
        "given name, given names, first name, firstname, forename, nome, nome di battesimo, پہلا نام, "
        "نام, pehla naam, naam, nam, name"
    ),
    "full_name": (
        "full name, name and surname, nome e cognome, nome cognome, nominativo, partecipante, "
        "partecipanti, participant, participants, attendee, attendees, guest, ospite, invitato, "
        "iscritto, persona, person, contatto, contact, contact person, persona di contatto, "
        "referente, nome completo, پورا نام, مکمل نام, نام اور خاندانی نام, شریک, شرکاء, poora naam, "
        "pura naam, pora naam, mukammal naam, naam poora"
    ),
    SURNAME_FIRST: ("cognome e nome, cognome nome, surname and name, last name first name, surname name"),
    "email": (
        "e mail, email, mail, e mail address, email address, posta elettronica, indirizzo e mail, "
        "indirizzo email, indirizzo mail, indirizzo di posta elettronica, ای میل, ای میل پتہ, برقی "
        "پتہ"
    ),
    "phone": (
        "phone, telephone, mobile, mobile phone, cell, cell phone, phone number, mobile number, "
        "contact number, tel, telefono, telefonino, cellulare, cell, numero di telefono, numero "
        "telefono, recapito, recapito telefonico, whatsapp number, numero whatsapp, فون, فون نمبر, "
        "موبائل, موبائل نمبر, ٹیلی فون, رابطہ نمبر, رابطہ, phone no, mobile no, raabta number, rabta "
        "number"
    ),
    "whatsapp_ok": "whatsapp, su whatsapp, on whatsapp, واٹس ایپ",
    "organisation": (
        "organisation, organization, company, firm, business, employer, institution, association, "
        "azienda, ditta, impresa, societa, ente, organizzazione, ragione sociale, nome azienda, "
        "denominazione, associazione, company name, ادارہ, کمپنی, تنظیم, فرم, کاروبار, idara, company "
        "ka naam, karobar, tanzeem"
    ),
    "role": (
        "role, job title, position, title, function, designation, occupation, profession, ruolo, "
        "qualifica, mansione, carica, posizione, incarico, professione, funzione, عہدہ, کردار, پیشہ, "
        "ohda, pesha"
    ),
    "kind": "type, kind, tipo, tipologia, categoria, category, قسم, qism",
    "sector": ("sector, industry, trade, settore, settore di attivita, attivita, شعبہ, صنعت, shoba"),
    "city": "city, town, citta, comune, localita, residenza, شہر, shehar, sheher, shehr",
    "country": ("country, nation, nationality, paese, nazione, stato estero, nazionalita, ملک, mulk"),
    "language": (
        "language, preferred language, lingua, lingua preferita, زبان, zaban, zuban, language spoken"
    ),
    "status": (
        "status, state, registration, confirmed, attending, attendance, coming, rsvp, stato, stato "
        "iscrizione, iscrizione, confermato, conferma, presenza, partecipa, partecipazione, viene, "
        "adesione, حیثیت, حالت, تصدیق, شرکت, haisiyat, tasdeeq, shirkat"
    ),
    "note": (
        "note, notes, remarks, remark, comment, comments, annotazioni, osservazioni, commenti, "
        "commento, نوٹ, تبصرہ, kaifiyat, کیفیت"
    ),
}
# Agreeing is never guessed: whoever brings the list in has to say so.
AGREEING = (
    "consent", "agree", "privacy", "gdpr", "consens", "acconsent", "autorizz", "liberatoria",
    "trattamento dati", "رضامندی", "اجازت", "ijazat", "razamandi",
)  # fmt: skip
MOST_WORDS = 7
ONLY_ALONE = ("reference", "given_name", "kind")  # "name of the firm" is no name of a person
_OTHER = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ہ": "ہ", "ه": "ہ", "ۃ": "ہ", "\u200c": " "})


def fold(text: str) -> str:
    """The words of a heading without accents, signs and capitals."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_OTHER.split(kept.translate(_LETTERS))).strip()


def target_of(heading: str) -> str:
    """What a heading names, empty where it names nothing that we know."""
    words = fold(heading[:200])
    if not words or is_about_agreeing(words):
        return ""
    return _known().get(words) or _part_of(words)


def is_about_agreeing(words: str) -> bool:
    """Whether a heading speaks of a consent."""
    return any(sign in words for sign in AGREEING)


def _part_of(words: str) -> str:
    """The longest name that stands inside a short heading."""
    parts = words.split()
    if len(parts) > MOST_WORDS:
        return ""
    for length in range(len(parts) - 1, 0, -1):
        for start in range(len(parts) - length + 1):
            found = _known().get(" ".join(parts[start : start + length]))
            if found and found not in ONLY_ALONE:
                return found
    return ""


@cache
def _known() -> dict[str, str]:
    return {fold(name): target for target, names in NAMES.items() for name in names.split(",")}
