"""How PostgreSQL keeps the table of index entries."""

from __future__ import annotations

from typing import Any


def write_through(connection: Any, table: str) -> None:
    """Lets a save go into each word index of the table at once.

    By default PostgreSQL puts new words on a waiting list of up to 4 MB, which every look-up reads whole, and
    a question is dozens of look-ups. With ten thousand documents and 30 saves one took seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word_index.oid::regclass::text FROM pg_index "
            "JOIN pg_class word_index ON word_index.oid = indexrelid "
            "JOIN pg_am ON pg_am.oid = word_index.relam AND amname = 'gin' "
            "WHERE indrelid = %s::regclass AND NOT coalesce(reloptions @> ARRAY['fastupdate=off'], false)",
            [table],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER INDEX {name} SET (fastupdate = off)")
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [name])


def vacuum(connection: Any, table: str) -> None:
    """Gives back the room of removed entries. Does nothing inside a transaction, where it is not allowed."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (ANALYZE) {table}")
