"""Finds the bodies in a raw store that are damaged or missing, and the responses that are lost with them."""

import json
import sqlite3
from collections.abc import Iterable

from crawler.store.raw.bodies import unpacked

_MISSING = "SELECT sha256 FROM responses WHERE sha256 NOT IN (SELECT sha256 FROM bodies)"
_AFFECTED = "SELECT sha256, url FROM responses WHERE sha256 IN (SELECT value FROM json_each(?))"
_LOST = """
WITH damages AS (SELECT value AS sha256 FROM json_each(?))
SELECT DISTINCT damaged.url
FROM responses AS damaged
JOIN runs ON runs.id = damaged.run
WHERE damaged.sha256 IN damages
AND NOT EXISTS (
  SELECT 1 FROM responses AS later
  WHERE later.fingerprint = damaged.fingerprint AND later.id > damaged.id
  AND later.status = 200 AND later.sha256 NOT IN damages
)
AND NOT EXISTS (
  SELECT 1 FROM runs AS later
  WHERE later.blog = runs.blog AND later.id > damaged.run
  AND later.complete AND json_extract(later.arguments, '$.full')
)
ORDER BY damaged.url
"""


def damages_in(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """By key of each damaged or missing body, the addresses of its responses. Reads all bodies."""
    bodies = connection.execute("SELECT sha256, body FROM bodies")
    digests = {digest for digest, body in bodies if unpacked(body, digest) is None}
    digests.update(digest for (digest,) in connection.execute(_MISSING))
    found: dict[str, set[str]] = {}
    for digest, url in connection.execute(_AFFECTED, (json.dumps([*digests]),)):
        found.setdefault(digest, set()).add(url)
    return found


def lost_among(connection: sqlite3.Connection, digests: Iterable[str]) -> list[str]:
    """The addresses whose responses are lost if the bodies with these keys are.

    A response is not lost if a later one to the same request is whole, or if everything was requested again
    later.
    """
    return [url for (url,) in connection.execute(_LOST, (json.dumps([*digests]),))]
