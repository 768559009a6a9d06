"""Lists of attendees that are brought in: drafts, their reports, and what is needed to take them back."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "attendee_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_attendee_imports_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_attendee_imports_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee_imports")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attendee_imports_public_id")),
    )
    op.create_index("ix_attendee_imports_of", "attendee_imports", ["event_id", "id"])
    op.create_index(op.f("ix_attendee_imports_expires_at"), "attendee_imports", ["expires_at"])
    op.create_table(
        "attendee_import_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=260), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mail_due", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["attendee_imports.id"],
            name=op.f("fk_attendee_import_rows_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_attendee_import_rows_registration_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee_import_rows")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_attendee_import_rows_import_id_number")),
    )
    op.create_index(
        op.f("ix_attendee_import_rows_registration_id"), "attendee_import_rows", ["registration_id"]
    )
    op.create_index(op.f("ix_attendee_import_rows_mail_due"), "attendee_import_rows", ["mail_due"])


def downgrade() -> None:
    op.drop_table("attendee_import_rows")
    op.drop_table("attendee_imports")
