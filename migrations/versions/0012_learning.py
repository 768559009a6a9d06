"""Learning from people: what was shown, what was answered, and the orders learned from it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

MOMENT = sa.DateTime(timezone=True)


def _profile(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["profiles.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "match_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("shown_rank", sa.Integer(), nullable=True),
        sa.Column("features", sa.JSON(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        _profile("match_answers", "profile_id"),
        _profile("match_answers", "partner_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_answers")),
        sa.UniqueConstraint(
            "profile_id", "partner_id", "purpose", name=op.f("uq_match_answers_profile_id_partner_id_purpose")
        ),
    )
    op.create_index("ix_match_answers_partner", "match_answers", ["partner_id"])
    op.create_index("ix_match_answers_at", "match_answers", ["purpose", "at"])
    op.create_table(
        "match_impressions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        _profile("match_impressions", "profile_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_impressions")),
    )
    op.create_index("ix_match_impressions_of", "match_impressions", ["profile_id", "purpose", "last_at"])
    op.create_index("ix_match_impressions_last_at", "match_impressions", ["last_at"])
    op.create_table(
        "learned_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("model", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("serves", sa.Boolean(), nullable=False),
        sa.Column("switched_at", MOMENT, nullable=True),
        sa.Column("switched_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["switched_by_id"],
            ["users.id"],
            name=op.f("fk_learned_orders_switched_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned_orders")),
    )
    op.create_index("ix_learned_orders_newest", "learned_orders", ["purpose", "id"])


def downgrade() -> None:
    for table in ("learned_orders", "match_impressions", "match_answers"):
        op.drop_table(table)
