"""The tables of a raw store, and the upgrades of older ones."""

import sqlite3
from pathlib import Path

from crawler.store.sqlite.opening import FileKind

_TABLES = (
    """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  spider TEXT NOT NULL,
  blog TEXT NOT NULL,
  url TEXT NOT NULL,
  arguments TEXT NOT NULL CHECK (json_valid(arguments)),
  started TEXT NOT NULL,
  finished TEXT,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT""",
    "CREATE TABLE bodies (sha256 TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT",
    """
CREATE TABLE responses (
  id INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  url TEXT NOT NULL,
  route TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs(id),
  status INTEGER NOT NULL,
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  fetched TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES bodies(sha256)
) STRICT""",
    "CREATE INDEX responses_fingerprint ON responses(fingerprint, status)",
    "CREATE INDEX responses_run ON responses(run, fingerprint)",
)
#: What version 2 added.
_TABLES_2 = (
    # The id of the file, which `runs.store` of the dataset has, too. One row.
    "CREATE TABLE identity (id TEXT NOT NULL) STRICT",
    "INSERT INTO identity (id) VALUES (LOWER(HEX(RANDOMBLOB(16))))",
    # What the dataset contained when an unfinished run began, as compressed JSON.
    """
CREATE TABLE priors (
  run INTEGER PRIMARY KEY REFERENCES runs(id),
  sha256 TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT""",
    # Bodies that were found damaged. The next crawl requests everything again, which restores them.
    "CREATE TABLE damages (sha256 TEXT PRIMARY KEY) STRICT",
)
_APPLICATION_ID = 0x62726177  # "braw" in ASCII
_VERSION = 2


def _add_tables(connection: sqlite3.Connection, _: Path) -> None:
    for statement in _TABLES_2:
        connection.execute(statement)


#: The marks of a raw store.
RAW_STORE = FileKind(
    noun="raw store",
    application_id=_APPLICATION_ID,
    version=_VERSION,
    ddl=lambda: [
        *_TABLES,
        *_TABLES_2,
        f"PRAGMA application_id = {_APPLICATION_ID}",
        f"PRAGMA user_version = {_VERSION}",
    ],
    upgrades={1: _add_tables},
)
