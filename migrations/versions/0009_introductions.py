"""Introductions and their steps."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

STANDS = sa.text(
    "state IN ('suggested', 'approved', 'first_asked', 'second_asked', "
    "'accepted', 'introduced', 'met', 'outcome_recorded')"
)


def upgrade() -> None:

    op.create_table(
        "introductions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("low_id", sa.Integer(), nullable=True),
        sa.Column("high_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("assigned_to_id", sa.Integer(), nullable=True),
        sa.Column("postponed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reasons_first", sa.JSON(), nullable=False),
        sa.Column("reasons_second", sa.JSON(), nullable=False),
        sa.Column("message_first", sa.Text(), nullable=False),
        sa.Column("message_second", sa.Text(), nullable=False),
        sa.Column("override_note", sa.Text(), nullable=False),
        sa.Column("link_secret", sa.String(length=64), nullable=False),
        sa.Column("first_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_answer", sa.String(length=3), nullable=False),
        sa.Column("second_answer", sa.String(length=3), nullable=False),
        sa.Column("first_answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("introduced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_introductions_two_sides_in_order")),
        sa.ForeignKeyConstraint(
            ["assigned_to_id"],
            ["users.id"],
            name=op.f("fk_introductions_assigned_to_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["profiles.id"], name=op.f("fk_introductions_first_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["high_id"], ["profiles.id"], name=op.f("fk_introductions_high_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["low_id"], ["profiles.id"], name=op.f("fk_introductions_low_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["users.id"],
            name=op.f("fk_introductions_proposed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["profiles.id"], name=op.f("fk_introductions_second_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_introductions_public_id")),
    )
    op.create_index(
        op.f("ix_introductions_assigned_to_id"), "introductions", ["assigned_to_id"], unique=False
    )
    op.create_index("ix_introductions_expiry", "introductions", ["state", "expires_at"], unique=False)
    op.create_index("ix_introductions_first", "introductions", ["first_id", "state"], unique=False)
    op.create_index("ix_introductions_pair", "introductions", ["low_id", "high_id"], unique=False)
    op.create_index("ix_introductions_second", "introductions", ["second_id", "state"], unique=False)
    op.create_index("ix_introductions_state", "introductions", ["state", "created_at"], unique=False)
    op.create_index(
        "uq_introductions_standing_pair",
        "introductions",
        ["low_id", "high_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_table(
        "introduction_mails",
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=6), nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_introduction_mails_introduction_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["outgoing_mails.id"], name=op.f("fk_introduction_mails_mail_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("introduction_id", "mail_id", name=op.f("pk_introduction_mails")),
    )
    op.create_index(op.f("ix_introduction_mails_mail_id"), "introduction_mails", ["mail_id"], unique=False)
    op.create_table(
        "introduction_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=10), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_introduction_steps_introduction_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"],
            ["profiles.id"],
            name=op.f("fk_introduction_steps_on_behalf_of_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_introduction_steps_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_steps")),
    )
    op.create_index("ix_introduction_steps_of", "introduction_steps", ["introduction_id", "id"], unique=False)


def downgrade() -> None:

    op.drop_index("ix_introduction_steps_of", table_name="introduction_steps")
    op.drop_table("introduction_steps")
    op.drop_index(op.f("ix_introduction_mails_mail_id"), table_name="introduction_mails")
    op.drop_table("introduction_mails")
    op.drop_index(
        "uq_introductions_standing_pair",
        table_name="introductions",
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.drop_index("ix_introductions_state", table_name="introductions")
    op.drop_index("ix_introductions_second", table_name="introductions")
    op.drop_index("ix_introductions_pair", table_name="introductions")
    op.drop_index("ix_introductions_first", table_name="introductions")
    op.drop_index("ix_introductions_expiry", table_name="introductions")
    op.drop_index(op.f("ix_introductions_assigned_to_id"), table_name="introductions")
    op.drop_table("introductions")
