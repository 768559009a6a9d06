"""The full-text index of the directory, in each store's own kind; triggers keep it in step."""

from alembic import op

revision = "0008"
down_revision = "0007"

SQLITE = (
    """
    CREATE VIRTUAL TABLE directory_search USING fts5(
        name_key, words, content='directory_entries', content_rowid='profile_id',
        tokenize="unicode61 remove_diacritics 0", prefix='2 3 4'
    )
    """,
    """
    CREATE TRIGGER directory_search_insert AFTER INSERT ON directory_entries BEGIN
        INSERT INTO directory_search(rowid, name_key, words) VALUES (new.profile_id, new.name_key, new.words);
    END
    """,
    """
    CREATE TRIGGER directory_search_delete AFTER DELETE ON directory_entries BEGIN
        INSERT INTO directory_search(directory_search, rowid, name_key, words)
        VALUES ('delete', old.profile_id, old.name_key, old.words);
    END
    """,
    """
    CREATE TRIGGER directory_search_update AFTER UPDATE OF name_key, words ON directory_entries BEGIN
        INSERT INTO directory_search(directory_search, rowid, name_key, words)
        VALUES ('delete', old.profile_id, old.name_key, old.words);
        INSERT INTO directory_search(rowid, name_key, words) VALUES (new.profile_id, new.name_key, new.words);
    END
    """,
    "INSERT INTO directory_search(directory_search) VALUES ('rebuild')",
)
POSTGRESQL = (
    """
    CREATE TABLE directory_search (
        profile_id INTEGER PRIMARY KEY REFERENCES directory_entries (profile_id) ON DELETE CASCADE,
        document tsvector NOT NULL
    )
    """,
    "CREATE INDEX directory_search_document ON directory_search USING gin (document)",
    """
    CREATE FUNCTION directory_document(name_key text, words text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE AS $$
        SELECT setweight(to_tsvector('simple', name_key), 'A') || to_tsvector('simple', words)
    $$
    """,
    """
    CREATE FUNCTION directory_search_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO directory_search VALUES (new.profile_id, directory_document(new.name_key, new.words))
        ON CONFLICT (profile_id) DO UPDATE SET document = excluded.document;
        RETURN NULL;
    END
    $$
    """,
    """
    CREATE TRIGGER directory_search_keep AFTER INSERT OR UPDATE OF name_key, words ON directory_entries
    FOR EACH ROW EXECUTE FUNCTION directory_search_keep()
    """,
    """
    INSERT INTO directory_search
    SELECT profile_id, directory_document(name_key, words) FROM directory_entries
    """,
)


def upgrade() -> None:
    for statement in SQLITE if _is_sqlite() else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if _is_sqlite():
        for moment in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER directory_search_{moment}")
    else:
        op.execute("DROP TRIGGER directory_search_keep ON directory_entries")
        op.execute("DROP FUNCTION directory_search_keep")
        op.execute("DROP FUNCTION directory_document")
    op.execute("DROP TABLE directory_search")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
