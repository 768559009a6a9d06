"""Pages that the browser visits: append yours as Visit(address, who).

{profile} is a person's own one, {pair} the first at the desk, {event} the last one to come, {day} the day
of B2B meetings, {training} the first series, {registration} the person's own last one.
"""

from __future__ import annotations

from typing import NamedTuple


class Visit(NamedTuple):
    """One page and who opens it: visitor, member, organiser, staff or administrator."""

    url: str
    who: str = "visitor"


PAGES = [
    Visit("/"),
    Visit("/help"),
    Visit("/privacy"),
    Visit("/accessibility"),
    Visit("/no-such-page"),
    Visit("/register"),
    Visit("/sign-in"),
    Visit("/forgotten"),
    Visit("/directory"),
    Visit("/directory?q=leather"),
    Visit("/directory?q=forceps+per+chirurghi"),
    Visit("/sectors/tree"),
    Visit("/p/{profile}"),
    Visit("/", "member"),
    Visit("/account", "member"),
    Visit("/account/password", "member"),
    Visit("/account/consents", "member"),
    Visit("/account/devices", "member"),
    Visit("/introductions", "member"),
    Visit("/introductions?view=made", "member"),
    Visit("/profiles/mine", "member"),
    Visit("/profiles/new", "member"),
    Visit("/profiles/{profile}/edit/1", "member"),
    Visit("/profiles/{profile}/edit/2", "member"),
    Visit("/profiles/{profile}/edit/3", "member"),
    Visit("/profiles/{profile}/edit/4", "member"),
    Visit("/profiles/{profile}/people", "member"),
    Visit("/profiles/{profile}/claims", "member"),
    Visit("/profiles/{profile}/claims/identity", "member"),
    Visit("/profiles/{profile}/claims/minimum_age", "member"),
    Visit("/profiles/{profile}/claims/union", "member"),
    Visit("/profiles/{profile}/questions/4", "member"),
    Visit("/profiles/{profile}/supplier-file", "member"),
    Visit("/events"),
    Visit("/events/{event}"),
    Visit("/events/{event}/register"),
    Visit("/registrations", "member"),
    Visit("/registrations/{registration}", "member"),
    Visit("/registrations/{registration}/meetings", "member"),
    Visit("/registrations/{registration}/meetings/others", "member"),
    Visit("/account/calendar", "member"),
    Visit("/events/mine", "organiser"),
    Visit("/events/new", "organiser"),
    Visit("/events/{event}/manage", "organiser"),
    Visit("/events/{event}/manage/edit", "organiser"),
    Visit("/events/{event}/manage/programme", "organiser"),
    Visit("/events/{event}/manage/questions", "organiser"),
    Visit("/events/{event}/manage/questions/new/one_of", "organiser"),
    Visit("/events/{event}/manage/cancel", "organiser"),
    Visit("/events/{day}/meetings", "organiser"),
    Visit("/events/{day}/meetings/plan", "organiser"),
    Visit("/events/{day}/meetings/day", "organiser"),
    Visit("/events/{event}/attendees", "organiser"),
    Visit("/events/{event}/attendees?preset=donor&country=IT", "organiser"),
    Visit("/events/{event}/attendees/export", "organiser"),
    Visit("/events/{event}/attendees/exports", "organiser"),
    Visit("/events/{event}/attendees/totals", "organiser"),
    Visit("/events/{event}/attendees/import", "organiser"),
    Visit("/events/{event}/check-in", "organiser"),
    Visit("/events/{event}/check-in/count", "organiser"),
    Visit("/events/{event}/check-in/log", "organiser"),
    Visit("/events/{event}/check-in/paper", "organiser"),
    Visit("/events/{event}/check-in/papers", "organiser"),
    Visit("/certificates"),
    Visit("/certificates?number=ABCD-2345-ABCDEFGH"),
    Visit("/trainings"),
    Visit("/trainings/{training}"),
    Visit("/trainings/{training}/register"),
    Visit("/trainings/mine", "member"),
    Visit("/trainings/run", "organiser"),
    Visit("/trainings/new", "organiser"),
    Visit("/trainings/{training}/manage", "organiser"),
    Visit("/trainings/{training}/attendance", "organiser"),
    Visit("/trainings/{training}/evaluations", "organiser"),
    Visit("/grievance"),
    Visit("/grievance/answer"),
    Visit("/", "staff"),
    Visit("/claims", "staff"),
    Visit("/risks", "staff"),
    Visit("/risks/new", "staff"),
    Visit("/grievances", "staff"),
    Visit("/reviews", "staff"),
    Visit("/follow-ups", "staff"),
    Visit("/meetings/cooperations", "staff"),
    Visit("/matches/learning", "staff"),
    Visit("/desk", "staff"),
    Visit("/desk/board", "staff"),
    Visit("{pair}", "staff"),
    Visit("/admin/", "administrator"),
    Visit("/admin/people", "administrator"),
    Visit("/admin/outbox", "administrator"),
    Visit("/admin/audit", "administrator"),
]
LANGUAGES = ("en", "it", "ur")
WIDTHS = (390, 1280)


def in_language(url: str, language: str) -> str:
    """Address of a page in one language."""
    return f"{url}{'&' if '?' in url else '?'}lang={language}"
