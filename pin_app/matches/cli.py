"""`pin match`: compare everybody here and now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from pin_app.command import progress, with_app
from pin_app.db import db
from pin_app.exports import csv_for_machines, neutral
from pin_app.matches import computing, network, services, vectors
from pin_app.matches.models import PURPOSES
from pin_app.matches.network import Network
from pin_app.matches.services import Computed
from pin_app.matches.words import SENTENCES, sentence

HEADINGS = (
    "purpose", "profile", "profile_name", "rank", "partner", "partner_name", "score", "forward", "backward",
    "reasons", "sentence",
)  # fmt: skip


@click.command()
@click.option("--purpose", type=click.Choice(PURPOSES), help="Only this purpose; both by default.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Also write everything as CSV.")
@with_app
def match(purpose: str | None, out: Path | None) -> None:
    """Compare everybody, keep the suggestions, and print the figures."""
    net = _network()
    lines: list[list[str]] = [list(HEADINGS)]
    for one in [purpose] if purpose else PURPOSES:
        portions, figures = computing.for_everybody(net, one, _Told(f"{one}: comparing"))
        for some in portions:
            services.keep(some)
            db.session.commit()
            lines += _lines(some) if out else []
        click.echo(_figures(one, net, figures))
    if out:
        out.write_text("".join(csv_for_machines(lines)), encoding="utf-8", newline="")
        click.echo(f"{len(lines) - 1} rows written to {out}.")


def _network() -> Network:
    """Make the network with all texts read; those read before are not read again."""
    net = Network(network.open_reader())
    pending = net.unread()
    chunks = [pending[at : at + vectors.CHUNK] for at in range(0, len(pending), vectors.CHUNK)]
    for some in progress(chunks, f"reading {len(pending)} texts, {vectors.CHUNK} at a time", len(chunks)):
        network.read(net.reader, some)
    return net.make()


class _Told:
    """How far the engine is: a bar on a terminal, a plain line every tenth part otherwise."""

    def __init__(self, label: str) -> None:
        self.label, self.tenths = label, 0
        self.bar: Any = tqdm(desc=label) if sys.stderr.isatty() else None

    def __call__(self, done: int, total: int) -> None:
        """Say how many of how many are done."""
        if self.bar is not None:
            self.bar.total = total
            self.bar.update(done - self.bar.n)
            if done >= total:
                self.bar.close()
        elif total and done * 10 // total > self.tenths:
            self.tenths = done * 10 // total
            click.echo(f"{self.label}: {done} of {total}", err=True)


def _figures(purpose: str, net: Network, figures: dict[str, Any]) -> str:
    encoder = net.encoder or "words and sectors alone"
    rows = [
        f"{purpose}: {figures['parties']} parties in {figures['seconds']} s, compared by {encoder}",
        f"  {figures['with']} with suggestions, {figures['without']} without",
    ]
    if figures["gini"] is not None:
        never = 100 * figures["share_never_shown"]
        cost = 100 * figures["given_up"]
        spread = f"Gini of being shown {figures['gini']:.2f}, {cost:.1f} % of the score given up for that"
        rows.append(f"  {never:.1f} % are shown to nobody; {spread}")
    rows += [f"  {count:>6}  {SENTENCES.get(code, code)}" for code, count in figures["why"].items()]
    return "\n".join(rows)


def _lines(computed: list[Computed]) -> list[list[str]]:
    """Return rows for the file: a suggestion each, or one that says why there is none."""
    ids = {one.profile_id for one in computed} | {
        s["partner_id"] for one in computed for s in one.suggestions
    }
    names = computing.names_of(ids)
    found = []
    for one in computed:
        for rank, given in enumerate(one.suggestions, start=1):
            partner = names.get(given["partner_id"], ("", ""))
            scores = [_score(given[name]) for name in ("score", "forward", "backward")]
            found.append(_line(one, names, str(rank), *partner, *scores, reasons=given["reasons"]))
        if not one.suggestions:
            found.append(_line(one, names, "", "", "", "", "", "", reasons=one.why_nothing))
    return found


def _line(one: Computed, names: dict[int, tuple[str, str]], *cells: str, reasons: Any) -> list[str]:
    own = names.get(one.profile_id, ("", ""))
    said = [reason for reason in reasons if reason["code"] in SENTENCES]
    told = " ".join(dict.fromkeys(sentence(reason).striptags() for reason in said))
    codes = " ".join(dict.fromkeys(reason["code"] for reason in reasons))
    return [neutral(cell) for cell in (one.purpose, *own, *cells, codes, told)]


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
