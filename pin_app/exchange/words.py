"""What columns are for, what becomes of rows, and what refusals and doubts say."""

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

OUTCOMES = {
    "created": _l("New"),
    "updated": _l("Changed"),
    "unchanged": _l("As before"),
    "refused": _l("Refused"),
}
EXPORTS = {
    "xlsx": (
        _l("Workbook (XLSX)"),
        _l("For reading and editing: every cell is text, phone numbers stay whole."),
    ),
    "csv-excel": (
        _l("CSV for Excel"),
        _l("Opens in Excel by double click, and nothing in it calculates. Excel may shorten long numbers."),
    ),
    "csv": (
        _l("CSV for machines"),
        _l("Unaltered, for programs. Never open it in a spreadsheet: a text in it could calculate."),
    ),
}
COLUMNS = {
    "external_id": _l(
        "Your own name for the row, at most 120 characters. The same name later means the same party."
    ),
    "kind": _l("diaspora_entrepreneur, pakistani_firm, italian_firm, investor, association or institution"),
    "name": _l("The name under which others know the party"),
    "legal_name": _l("The registered name, where it is another one"),
    "contact_name": _l("The person to talk to; never public"),
    "email": _l("E-mail address; never public"),
    "phone": _l("Phone number with its country code, as text; never public"),
    "preferred_language": _l("en, it or ur: the language in which PIN writes to the party"),
    "country": _l("IT or PK"),
    "region": _l(
        "ISO 3166-2 code such as IT-25 or PK-PB, or the name of the region; else filled in from the city"
    ),
    "city": _l("Town"),
    "home_district": _l("District of origin in Pakistan"),
    "sectors": _l("NACE Rev. 2 codes such as 13.20, at most 8, the most important first"),
    "offers": _l("What the party offers, each in its own words, in English, Italian, Urdu or Roman Urdu"),
    "needs": _l("What the party looks for, each in its own words"),
    "about": _l("A few sentences about the party"),
    "website": _l("Web address"),
    "languages": _l("Languages spoken, as two letters each, such as it or ur"),
    "employees": _l("How many people work there"),
    "founded": _l("Year in which it began"),
    "women_led": _l("yes or no"),
    "invest_min_eur": _l("For those who invest: the smallest amount, in euros"),
    "invest_max_eur": _l("For those who invest: the largest amount, in euros"),
    "invest_instruments": _l(
        "equity, loan, qard_hasan, musharakah, mudarabah, murabaha, ijara, joint_venture, in_kind, skills"
    ),
    "seeks_eur": _l("For those who look for money: how much, in euros"),
    "use_of_funds": _l("What the money is for"),
    "jobs_expected": _l("How many jobs it would bring"),
    "consent_directory": _l("yes if the party agrees to stand in the public directory. Empty means no."),
    "consent_matching": _l(
        "yes if the party agrees to be matched. Empty means yes for firms and bodies, no for persons."
    ),
}

sentences(
    exchange__no_identifier=_l("Every row needs an external_id of at most 120 characters."),
    exchange__no_name=_l("Every row needs a name."),
    exchange__unknown_region=_l(
        "This is neither the code nor the name of a region or province of %(country)s."
    ),
    exchange__unknown_district=_l("We do not know this district of Pakistan. It is kept as it is written."),
    exchange__read_as=_l("Read as %(read)s."),
    exchange__band_upside_down=_l("The smallest amount is above the largest."),
    exchange__invests_and_seeks=_l("One row either invests or seeks money, not both."),
    exchange__cents=_l("Rounded to %(amount)s euros."),
    exchange__too_many_values=_l("Write at most %(most)s values into one cell."),
    exchange__same_name_as_row=_l("Row %(row)s has the same name in the same country. Is it the same party?"),
    exchange__same_name_as_profile=_l(
        "The profile %(profile)s has the same name in the same country. Is it the same party?"
    ),
    exchange__consent_of_owner=_l("This profile has an owner, who alone decides on this. It stays as it is."),
    exchange__double=_l("Row %(row)s has the same external_id."),
    exchange__extra_cells=_l("This row has more cells than the header."),
    exchange__missing_columns=_l("The header lacks these columns: %(columns)s."),
    exchange__same_column_twice=_l("The header names this column twice: %(column)s."),
    exchange__too_many_for_page=_l(
        "The table has %(rows)s rows. This page takes at most %(most)s at a time, so that nobody has to wait;"
        " the command pin profiles import takes more."
    ),
)
