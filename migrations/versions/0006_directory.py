"""What the directory searches."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:

    op.create_table(
        "directory_entries",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_directory_entries_profile_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("profile_id", name=op.f("pk_directory_entries")),
    )
    op.create_index(op.f("ix_directory_entries_name_key"), "directory_entries", ["name_key"], unique=False)
    op.create_index(
        "ix_directory_entries_newest", "directory_entries", ["published_at", "profile_id"], unique=False
    )
    op.create_table(
        "directory_facets",
        sa.Column("facet", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["directory_entries.profile_id"],
            name=op.f("fk_directory_facets_profile_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("facet", "value", "profile_id", name=op.f("pk_directory_facets")),
    )
    op.create_index("ix_directory_facets_profile", "directory_facets", ["profile_id"], unique=False)


def downgrade() -> None:

    op.drop_index("ix_directory_facets_profile", table_name="directory_facets")
    op.drop_table("directory_facets")
    op.drop_index("ix_directory_entries_newest", table_name="directory_entries")
    op.drop_index(op.f("ix_directory_entries_name_key"), table_name="directory_entries")
    op.drop_table("directory_entries")
