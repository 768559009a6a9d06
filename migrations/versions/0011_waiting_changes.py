"""Changes of published profiles wait beside them; what staff saw and said; keys of likely doubles."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "pending_changes",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("statements", sa.JSON(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        _profile("pending_changes", "profile_id"),
        _user("pending_changes"),
        sa.PrimaryKeyConstraint("profile_id", name=op.f("pk_pending_changes")),
    )
    op.create_index("ix_pending_changes_queue", "pending_changes", ["state", "submitted_at"])
    op.add_column("reviews", sa.Column("seen", sa.JSON(), nullable=True))
    op.add_column("reviews", sa.Column("of_changes", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(op.f("ix_reviews_decided_at"), "reviews", ["decided_at"])
    op.create_table(
        "party_verdicts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_party_verdicts_order")),
        _profile("party_verdicts", "low_id"),
        _profile("party_verdicts", "high_id"),
        _user("party_verdicts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_verdicts")),
        sa.UniqueConstraint("low_id", "high_id", name=op.f("uq_party_verdicts_low_id_high_id")),
    )
    op.create_index(op.f("ix_party_verdicts_high_id"), "party_verdicts", ["high_id"])
    op.create_table(
        "party_keys",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        _profile("party_keys", "profile_id"),
        sa.PrimaryKeyConstraint("key", "profile_id", name=op.f("pk_party_keys")),
    )
    op.create_index("ix_party_keys_profile", "party_keys", ["profile_id"])
    op.create_table(
        "party_keyed",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _profile("party_keyed", "profile_id"),
        sa.PrimaryKeyConstraint("profile_id", name=op.f("pk_party_keyed")),
    )


def downgrade() -> None:
    for table in ("party_keyed", "party_keys", "party_verdicts"):
        op.drop_table(table)
    op.drop_index(op.f("ix_reviews_decided_at"), "reviews")
    with op.batch_alter_table("reviews") as reviews:
        reviews.drop_column("of_changes")
        reviews.drop_column("seen")
    op.execute("DELETE FROM statements WHERE state = 'waiting'")
    op.drop_table("pending_changes")


def _profile(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["profiles.id"], name=name, ondelete="CASCADE")


def _user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["by_id"], ["users.id"], name=op.f(f"fk_{table}_by_id"), ondelete="SET NULL"
    )
