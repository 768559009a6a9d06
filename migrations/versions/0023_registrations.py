"""Registrations, the consents given with them, and their mails."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "registrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("ticket", sa.String(length=64), nullable=False),
        sa.Column("link_secret", sa.String(length=64), nullable=False),
        sa.Column("request_key", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("surname", sa.String(length=120), nullable=False),
        sa.Column("given_name", sa.String(length=120), nullable=False),
        sa.Column("name_key", sa.String(length=250), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("typed_email", sa.String(length=320), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("whatsapp_ok", sa.Boolean(), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("sector", sa.String(length=10), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_registrations_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_registrations_profile_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_registrations_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
        sa.UniqueConstraint("event_id", "request_key", name=op.f("uq_registrations_event_id_request_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registrations_public_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_registrations_reference")),
        sa.UniqueConstraint("ticket", name=op.f("uq_registrations_ticket")),
    )
    op.create_index("ix_registrations_names", "registrations", ["event_id", "surname", "given_name", "id"])
    op.create_index("ix_registrations_of", "registrations", ["event_id", "state", "id"])
    op.create_index("ix_registrations_offers", "registrations", ["state", "offered_until"])
    op.create_index(op.f("ix_registrations_profile_id"), "registrations", ["profile_id"])
    op.create_index("ix_registrations_user", "registrations", ["user_id", "event_id"])
    op.create_index("ix_registrations_waiting", "registrations", ["event_id", "state", "waiting_since"])
    op.create_index(
        "uq_registrations_standing_person",
        "registrations",
        ["event_id", "email", "name_key"],
        unique=True,
        sqlite_where=sa.text("state IN ('registered', 'waiting', 'offered')"),
        postgresql_where=sa.text("state IN ('registered', 'waiting', 'offered')"),
    )
    op.create_table(
        "registration_consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["event_questions.id"],
            name=op.f("fk_registration_consents_question_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_registration_consents_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_consents")),
    )
    op.create_index(
        "ix_registration_consents_of", "registration_consents", ["registration_id", "question_id"]
    )
    op.create_index(op.f("ix_registration_consents_question_id"), "registration_consents", ["question_id"])
    op.create_table(
        "registration_mails",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["outgoing_mails.id"], name=op.f("fk_registration_mails_mail_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_registration_mails_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", "mail_id", name=op.f("pk_registration_mails")),
    )
    op.create_index(op.f("ix_registration_mails_mail_id"), "registration_mails", ["mail_id"])


def downgrade() -> None:
    op.drop_table("registration_mails")
    op.drop_table("registration_consents")
    op.drop_table("registrations")
