"""Questions after introductions, and outcomes."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=6), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("link_secret", sa.String(length=64), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("reminded_at", MOMENT, nullable=True),
        sa.Column("tried_at", MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        *_said(),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(length=12), nullable=False),
        _points("follow_ups", "introduction_id", "introductions.id", "CASCADE"),
        _points("follow_ups", "profile_id", "profiles.id", "CASCADE"),
        _points("follow_ups", "mail_id", "outgoing_mails.id", "SET NULL"),
        _points("follow_ups", "by_id", "users.id", "SET NULL"),
        _not_negative("follow_ups"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint(
            "introduction_id", "months", "side", name=op.f("uq_follow_ups_introduction_id_months_side")
        ),
    )
    op.create_index("ix_follow_ups_state", "follow_ups", ["state", "asked_at"])
    op.create_index(op.f("ix_follow_ups_profile_id"), "follow_ups", ["profile_id"])
    op.create_index(op.f("ix_follow_ups_mail_id"), "follow_ups", ["mail_id"])
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        *_said(),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        _points("outcomes", "introduction_id", "introductions.id", "CASCADE"),
        _points("outcomes", "by_id", "users.id", "SET NULL"),
        _not_negative("outcomes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sa.UniqueConstraint("introduction_id", "months", name=op.f("uq_outcomes_introduction_id_months")),
    )
    op.create_index("ix_outcomes_counted", "outcomes", ["months", "result"])


def downgrade() -> None:
    op.drop_table("outcomes")
    op.drop_table("follow_ups")


def _said() -> list[sa.Column]:
    figures = ("amount_eur", "jobs", "jobs_contract", "jobs_security")
    return [
        sa.Column("result", sa.String(length=12), nullable=False),
        sa.Column("anyway", sa.String(length=10), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in figures),
        sa.Column("note", sa.Text(), nullable=False),
    ]


def _points(table: str, column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def _not_negative(table: str) -> sa.CheckConstraint:
    name = op.f(f"ck_{table}_amount_not_negative")
    return sa.CheckConstraint("amount_eur IS NULL OR amount_eur >= 0", name=name)
