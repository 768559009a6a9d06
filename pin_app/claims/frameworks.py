"""Headings of other frameworks under which answers are shown; their sources stand in docs/decisions."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

FRAMEWORKS = ("vsme", "bsci", "ilo")

VSME = {
    "B8": _l("B8 Workforce: general characteristics"),
    "B9": _l("B9 Workforce: health and safety"),
    "B10": _l("B10 Workforce: pay, collective bargaining and training"),
    "B11": _l("B11 Convictions and fines for corruption and bribery"),
}
BSCI = {
    "PA1": _l("1 Social management system and cascade effect"),
    "PA2": _l("2 Workers’ involvement and protection"),
    "PA3": _l("3 Freedom of association and collective bargaining"),
    "PA4": _l("4 No discrimination, violence or harassment"),
    "PA5": _l("5 Fair remuneration"),
    "PA6": _l("6 Decent working hours"),
    "PA7": _l("7 Occupational health and safety"),
    "PA8": _l("8 No child labour"),
    "PA9": _l("9 Special protection for young workers"),
    "PA10": _l("10 No precarious employment"),
    "PA11": _l("11 No bonded, forced labour or human trafficking"),
    "PA12": _l("12 Protection of the environment"),
    "PA13": _l("13 Ethical business behaviour"),
}
ILO = {
    "F1": _l("Freedom of association and collective bargaining"),
    "F2": _l("No forced or compulsory labour"),
    "F3": _l("Abolition of child labour"),
    "F4": _l("No discrimination in employment and occupation"),
    "F5": _l("A safe and healthy working environment"),
}
HEADINGS: dict[str, dict[str, Any]] = {"vsme": VSME, "bsci": BSCI, "ilo": ILO}
TITLES: dict[str, Any] = {
    "vsme": _l("VSME, the voluntary standard of EFRAG"),
    "bsci": _l("Performance areas of amfori BSCI"),
    "ilo": _l("Fundamental principles and rights at work of the ILO"),
}
