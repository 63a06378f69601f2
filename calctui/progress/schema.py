"""The tables, and how a file of an older version becomes one of this version."""

from __future__ import annotations

import sqlite3

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE lesson (
        course TEXT NOT NULL, lesson TEXT NOT NULL,
        step TEXT NOT NULL DEFAULT '', share REAL NOT NULL DEFAULT 0,
        finished INTEGER NOT NULL DEFAULT 0, fingerprint TEXT NOT NULL DEFAULT '', played REAL NOT NULL DEFAULT 0,
        PRIMARY KEY (course, lesson));
    CREATE TABLE step (
        course TEXT NOT NULL, lesson TEXT NOT NULL, step TEXT NOT NULL,
        PRIMARY KEY (course, lesson, step));
    CREATE TABLE question (
        course TEXT NOT NULL, lesson TEXT NOT NULL, step TEXT NOT NULL,
        state TEXT NOT NULL, attempts INTEGER NOT NULL, hints INTEGER NOT NULL, answer TEXT NOT NULL,
        PRIMARY KEY (course, lesson, step));
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
    """
    CREATE TABLE card (
        course TEXT NOT NULL, lesson TEXT NOT NULL, step TEXT NOT NULL,
        due REAL NOT NULL, memory TEXT NOT NULL,
        PRIMARY KEY (course, lesson, step));
    CREATE INDEX card_due ON card (due);
    """,
)
"""What each version adds to the one before; only ever added to, since files of every version are out there."""

VERSION = len(MIGRATIONS)
TABLES = ("lesson", "step", "question", "setting", "card")


def version_of(connection: sqlite3.Connection) -> int:
    """The version of a file; 0 of a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Brings a file to this version, step by step, each whole or not at all."""
    while (version := version_of(connection)) < VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another session may have been quicker.
            if version_of(connection) == version:
                for statement in MIGRATIONS[version].split(";"):
                    if statement.strip():
                        connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
