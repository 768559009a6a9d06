"""Trainings: series, certificates, evaluations; and events whose attendance may tell of special things."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

OF_SERIES, OF_EVENT = sa.text("event_id IS NULL"), sa.text("event_id IS NOT NULL")


def upgrade() -> None:
    op.add_column("events", sa.Column("sensitive", sa.Boolean(), server_default=sa.false(), nullable=False))
    _series()
    _certificates()
    _evaluations()
    _sheets()


def downgrade() -> None:
    op.drop_table("evaluation_answers")
    op.drop_table("evaluation_sheets_taken")
    op.drop_table("evaluation_sheets")
    op.drop_table("evaluations")
    op.drop_table("training_certificates")
    op.drop_table("training_series_events")
    op.drop_table("training_series")
    op.drop_column("events", "sensitive")


def _series() -> None:
    op.create_table(
        "training_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("summaries", sa.JSON(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=True),
        sa.Column("minimum_unit", sa.String(length=10), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "minimum IS NULL OR minimum > 0", name=op.f("ck_training_series_minimum_is_positive")
        ),
        _key("training_series", "created_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_series")),
        sa.UniqueConstraint("public_id", name=op.f("uq_training_series_public_id")),
    )
    op.create_index("ix_training_series_shown", "training_series", ["state", "audience"])
    op.create_index(op.f("ix_training_series_created_by_id"), "training_series", ["created_by_id"])
    op.create_table(
        "training_series_events",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        _key("training_series_events", "event_id", "events"),
        _key("training_series_events", "series_id", "training_series"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_training_series_events")),
    )
    op.create_index(op.f("ix_training_series_events_series_id"), "training_series_events", ["series_id"])


def _certificates() -> None:
    op.create_table(
        "training_certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("link_secret", sa.String(length=64), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("of_sessions", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        _key("training_certificates", "issued_by_id", "users", "SET NULL"),
        _key("training_certificates", "registration_id", "registrations"),
        _key("training_certificates", "series_id", "training_series"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_certificates")),
        sa.UniqueConstraint("number", name=op.f("uq_training_certificates_number")),
        sa.UniqueConstraint(
            "series_id", "registration_id", name=op.f("uq_training_certificates_series_id_registration_id")
        ),
    )
    op.create_index(
        op.f("ix_training_certificates_registration_id"), "training_certificates", ["registration_id"]
    )


def _evaluations() -> None:
    op.create_table(
        "evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        _key("evaluations", "event_id", "events"),
        _key("evaluations", "series_id", "training_series"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_evaluations_public_id")),
    )
    for name, column, where in (
        ("uq_evaluations_series", "series_id", OF_SERIES),
        ("uq_evaluations_event", "event_id", OF_EVENT),
    ):
        op.create_index(
            name, "evaluations", [column], unique=True, sqlite_where=where, postgresql_where=where
        )


def _sheets() -> None:
    op.create_table(
        "evaluation_sheets",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        _key("evaluation_sheets", "evaluation_id", "evaluations"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_evaluation_sheets")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_evaluation_sheets_evaluation_id"), "evaluation_sheets", ["evaluation_id"])
    op.create_table(
        "evaluation_sheets_taken",
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        _key("evaluation_sheets_taken", "evaluation_id", "evaluations"),
        _key("evaluation_sheets_taken", "registration_id", "registrations"),
        sa.PrimaryKeyConstraint("evaluation_id", "registration_id", name=op.f("pk_evaluation_sheets_taken")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_evaluation_sheets_taken_registration_id"), "evaluation_sheets_taken", ["registration_id"]
    )
    op.create_table(
        "evaluation_answers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("overall", sa.Integer(), nullable=False),
        sa.Column("content", sa.Integer(), nullable=True),
        sa.Column("trainers", sa.Integer(), nullable=True),
        sa.Column("useful", sa.Integer(), nullable=True),
        sa.Column("learned", sa.String(length=8), nullable=False),
        sa.Column("recommend", sa.String(length=8), nullable=False),
        sa.Column("liked", sa.Text(), nullable=False),
        sa.Column("better", sa.Text(), nullable=False),
        _key("evaluation_answers", "evaluation_id", "evaluations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_evaluation_answers_evaluation_id"), "evaluation_answers", ["evaluation_id"])


def _key(table: str, column: str, target: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=gone)
