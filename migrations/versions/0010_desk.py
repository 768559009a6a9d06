"""Pairs and what staff decide on them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "desk_choices",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("shortcuts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_desk_choices_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_desk_choices")),
    )
    op.create_table(
        "desk_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_desk_views_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_views")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_desk_views_user_id_name")),
    )
    op.create_table(
        "pair_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("assigned_to_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assigned_to_id"],
            ["users.id"],
            name=op.f("fk_pair_decisions_assigned_to_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name=op.f("fk_pair_decisions_changed_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["high_id"], ["profiles.id"], name=op.f("fk_pair_decisions_high_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["low_id"], ["profiles.id"], name=op.f("fk_pair_decisions_low_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_decisions")),
        sa.UniqueConstraint(
            "purpose", "low_id", "high_id", name=op.f("uq_pair_decisions_purpose_low_id_high_id")
        ),
    )
    op.create_index(
        op.f("ix_pair_decisions_assigned_to_id"), "pair_decisions", ["assigned_to_id"], unique=False
    )
    op.create_index(op.f("ix_pair_decisions_high_id"), "pair_decisions", ["high_id"], unique=False)
    op.create_index(op.f("ix_pair_decisions_low_id"), "pair_decisions", ["low_id"], unique=False)
    op.create_table(
        "pair_facets",
        sa.Column("facet", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_pair_facets_profile_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("facet", "value", "profile_id", name=op.f("pk_pair_facets")),
    )
    op.create_index("ix_pair_facets_profile", "pair_facets", ["profile_id"], unique=False)
    op.create_table(
        "pair_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_pair_notes_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["high_id"], ["profiles.id"], name=op.f("fk_pair_notes_high_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["low_id"], ["profiles.id"], name=op.f("fk_pair_notes_low_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_notes")),
    )
    op.create_index(op.f("ix_pair_notes_high_id"), "pair_notes", ["high_id"], unique=False)
    op.create_index("ix_pair_notes_pair", "pair_notes", ["low_id", "high_id"], unique=False)
    op.create_table(
        "pairs",
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("low_gets", sa.Float(), nullable=True),
        sa.Column("high_gets", sa.Float(), nullable=True),
        sa.Column("interest", sa.Integer(), nullable=False),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.Column("put_aside", sa.Integer(), nullable=False),
        sa.Column("worth", sa.Float(), nullable=False),
        sa.Column("fair", sa.Float(), nullable=False),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_pairs_two_sides_in_order")),
        sa.ForeignKeyConstraint(
            ["high_id"], ["profiles.id"], name=op.f("fk_pairs_high_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["low_id"], ["profiles.id"], name=op.f("fk_pairs_low_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("purpose", "low_id", "high_id", name=op.f("pk_pairs")),
    )
    op.create_index("ix_pairs_fair", "pairs", ["purpose", "fair", "low_id", "high_id"], unique=False)
    op.create_index("ix_pairs_high", "pairs", ["high_id"], unique=False)
    op.create_index("ix_pairs_low", "pairs", ["low_id"], unique=False)
    op.create_index("ix_pairs_worth", "pairs", ["purpose", "worth", "low_id", "high_id"], unique=False)
    op.create_table(
        "pair_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=12), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_pair_events_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["pair_decisions.id"],
            name=op.f("fk_pair_events_decision_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_events")),
    )
    op.create_index("ix_pair_events_decision", "pair_events", ["decision_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_pair_events_decision", table_name="pair_events")
    op.drop_table("pair_events")
    op.drop_index("ix_pairs_worth", table_name="pairs")
    op.drop_index("ix_pairs_low", table_name="pairs")
    op.drop_index("ix_pairs_high", table_name="pairs")
    op.drop_index("ix_pairs_fair", table_name="pairs")
    op.drop_table("pairs")
    op.drop_index("ix_pair_notes_pair", table_name="pair_notes")
    op.drop_index(op.f("ix_pair_notes_high_id"), table_name="pair_notes")
    op.drop_table("pair_notes")
    op.drop_index("ix_pair_facets_profile", table_name="pair_facets")
    op.drop_table("pair_facets")
    op.drop_index(op.f("ix_pair_decisions_low_id"), table_name="pair_decisions")
    op.drop_index(op.f("ix_pair_decisions_high_id"), table_name="pair_decisions")
    op.drop_index(op.f("ix_pair_decisions_assigned_to_id"), table_name="pair_decisions")
    op.drop_table("pair_decisions")
    op.drop_table("desk_views")
    op.drop_table("desk_choices")
