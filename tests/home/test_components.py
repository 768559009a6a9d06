"""Parts of pages: fields with label, hint and error, the summary of errors, and the rest of the kit."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import Flask, render_template_string
from wtforms import (
    BooleanField,
    EmailField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from pin_app.forms import Form
from tests.inspector import Page

FORMS = '{% from "components/forms.html" import choices, error_summary, field, post_button, submit %}'
PARTS = (
    '{% from "components/page.html" import badge, card, empty, facts, heading, meter, notice, pages, tabs %}'
)


class Row(PlainForm):
    """One line of a list."""

    text = StringField("Line", validators=[InputRequired("Write something.")])


class Example(Form):
    """A form with one of each."""

    name = StringField("Name", validators=[InputRequired("Write your name.")])
    email = EmailField("E-mail", validators=[InputRequired("Write your address.")])
    about = TextAreaField("About", description="Two sentences.")
    agreed = BooleanField("I agree", validators=[InputRequired("Tick this.")])
    kind = RadioField(
        "Kind",
        choices=[SelectChoice("a", "A"), SelectChoice("b", "B")],
        validators=[InputRequired("Choose one.")],
    )
    many = SelectMultipleField(
        "Many",
        choices=[SelectChoice("x", "X")],
        widget=widgets.ListWidget(),
        option_widget=widgets.CheckboxInput(),
    )
    secret = HiddenField("Secret")
    rows = FieldList(FormField(Row), min_entries=1)


def shown(app: Flask, template: str, **facts: Any) -> Page:
    """Read a piece of a page."""
    with app.test_request_context("/directory?q=x"):
        return Page(render_template_string(template, **facts))


def wrong(app: Flask) -> Page:
    """The example form, sent empty."""
    template = FORMS + "{{ error_summary(form) }}{% for f in form if f.name not in ('csrf_token', 'rows') %}"
    template += "{{ field(f, hint='A hint') }}{% endfor %}{{ field(form.rows[0].form.text) }}"
    with app.test_request_context("/", method="POST", data={"about": "x"}):
        form = Example(meta={"csrf": False})
        assert not form.validate()
        return Page(render_template_string(template, form=form))


def test_each_field_has_its_label_and_points_at_hint_and_error(app: Flask) -> None:
    page = wrong(app)
    assert page._labels() == []
    assert page._ids() == []
    name = next(a for a in page.all("input") if a.get("name") == "name")
    assert (name["aria-describedby"], name["aria-invalid"]) == ("name-hint name-error", "true")


def test_the_summary_leads_to_each_wrong_field(app: Flask) -> None:
    page = wrong(app)
    targets = [(a["href"] or "").lstrip("#") for a in page.all("a")]
    assert targets == ["name", "email", "agreed", "kind-0", "rows-0-text"]
    assert set(targets) <= {a.get("id") for _, a in page.tags}
    summary = next(a for a in page.all("div") if a.get("class") == "error-summary")
    assert (summary["role"], summary["tabindex"]) == ("alert", "-1")


def test_a_right_form_has_no_summary(app: Flask) -> None:
    page = shown(app, FORMS + "{{ error_summary(form) }}", form=Example(meta={"csrf": False}))
    assert page.tags == []


def test_addresses_are_written_from_left_to_right_and_texts_as_they_come(app: Flask) -> None:
    page = wrong(app)
    ways = {a.get("name"): a.get("dir") for a in page.all("input") + page.all("textarea")}
    assert (ways["email"], ways["name"], ways["about"]) == ("ltr", "auto", "auto")


def test_only_what_may_stay_empty_is_called_optional(app: Flask) -> None:
    assert sum(text.count("(optional)") for text in wrong(app).text) == 2


def test_a_button_that_changes_something_is_a_form_with_the_token(app: Flask) -> None:
    template = FORMS + "{{ post_button('/x', 'Do it', fields={'a': 'b'}) }}"
    page = shown(app, template)
    assert page.all("form")[0]["method"] == "post"
    assert [a["name"] for a in page.all("input")] == ["csrf_token", "a"]
    assert page.csrf_token != ""


def test_leafing_keeps_what_was_asked(app: Flask) -> None:
    page = shown(app, PARTS + "{{ pages(found) }}", found=SimpleNamespace(page=2, pages=3))
    assert [(a["rel"], a["href"]) for a in page.all("a")] == [
        ("prev", "/directory?q=x&page=1"),
        ("next", "/directory?q=x&page=3"),
    ]


def test_a_single_page_needs_no_leafing(app: Flask) -> None:
    assert shown(app, PARTS + "{{ pages(found) }}", found=SimpleNamespace(page=1, pages=1)).tags == []


def test_parts_escape_what_people_typed(app: Flask) -> None:
    template = PARTS + (
        "{{ heading(x, x, '/', x) }}{{ notice(x) }}{{ badge(x) }}{{ empty(x, x, '/', x) }}{{ meter(40, x) }}"
        "{{ tabs([('/', x, true)]) }}{{ facts([(x, x)]) }}{% call card() %}{{ x }}{% endcall %}"
    )
    page = shown(app, template, x="<script>alert(1)</script>")
    assert page.all("script") == []
    assert page.all("progress")[0]["value"] == "40"


def test_facts_leave_out_what_is_not_known(app: Flask) -> None:
    page = shown(app, PARTS + "{{ facts([('A', ''), ('B', none), ('C', 0)]) }}")
    assert len(page.all("dt")) == 1
