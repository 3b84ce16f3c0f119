"""Whether the texts of a blog can be in the language that its home page declares."""

import sqlite3

from crawler.text.scripts import other_script

_LEAST = 3  # articles; fewer may be exceptions
_SAMPLE = """
SELECT blogs.language, SUBSTR(articles.text, 1, 2000)
FROM articles
JOIN blogs ON blogs.name = articles.blog
WHERE blogs.name = ? AND blogs.language IS NOT NULL AND LENGTH(articles.text) >= 100
ORDER BY articles.id
LIMIT 50
"""


def language_doubt(connection: sqlite3.Connection, blog: str) -> str | None:
    """A sentence if all sampled texts are in a script that the blog's language does not use. Else None."""
    sample = connection.execute(_SAMPLE, (blog,)).fetchall()
    scripts = [other_script(text, language) for language, text in sample]
    if len(scripts) < _LEAST or not all(scripts):
        return None
    named = ", ".join(sorted({script for script in scripts if script}))
    return (
        f"The home page declares the language {sample[0][0]}, but the texts are in another script ({named})"
    )
