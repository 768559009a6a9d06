"""Places on a page that rooms above the page's own may fill, so that no arrow between rooms points up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, current_app, render_template
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup

SLOTS = "pin.slots"
Facts = Callable[..., dict[str, Any] | None]
"""Takes what the page hands over by name, returns what the part's template needs, or None to show nothing."""


def init_app(app: Flask) -> None:
    """Let templates say `slot("name", …)`."""
    app.extensions.setdefault(SLOTS, {})
    app.jinja_env.globals["slot"] = slot


def fill(bp: Blueprint, name: str, template: str, facts: Facts) -> None:
    """Show `template` in the place `name` wherever a page has it; parts stand in the order of the rooms."""

    def register(state: BlueprintSetupState) -> None:
        state.app.extensions.setdefault(SLOTS, {}).setdefault(name, []).append((template, facts))

    bp.record_once(register)


def slot(name: str, **given: Any) -> Markup:
    """Return what rooms above show in this place; `given` is what the page knows."""
    parts: list[tuple[str, Facts]] = current_app.extensions[SLOTS].get(name, [])
    found = ((template, facts(**given)) for template, facts in parts)
    shown = [render_template(template, **known) for template, known in found if known is not None]
    return Markup("").join(Markup(part) for part in shown)  # noqa: S704 -- rendered by our own templates
