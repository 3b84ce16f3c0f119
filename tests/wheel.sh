#!/bin/sh
# The wheel in an empty environment, away from the checkout: PYTHON builds it, then it crawls the sample blog.
set -eu
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
HERE=$(pwd)
case $PYTHON in /*) ;; *) PYTHON=$HERE/$PYTHON ;; esac
"$PYTHON" -m build --wheel --outdir "$WORK/dist" "$HERE" >"$WORK/build.log" 2>&1 || { tail -20 "$WORK/build.log"; exit 1; }
"$PYTHON" -m venv "$WORK/venv"
"$WORK/venv/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade "pip>=24"
"$WORK/venv/bin/python" -m pip install --quiet --disable-pip-version-check -c "$HERE/constraints.txt" "$WORK"/dist/*.whl
cd "$WORK"
"$WORK/venv/bin/blog-to-dataset" crawl demo
"$WORK/venv/bin/blog2dataset" coverage demo
export SCRAPY_SETTINGS_MODULE=crawler.settings
"$WORK/venv/bin/scrapy" crawl demo
"$WORK/venv/bin/scrapy" genspider -t blog notes notes.example.org
grep -q 'class NotesSpider(BlogSpider)' notes.py
"$WORK/venv/bin/scrapy" reparse demo --to "$WORK/again.db"
"$WORK/venv/bin/python" - <<'PY'
import asyncio
from datasette.app import Datasette

async def look() -> None:
    site = Datasette(["datasets/demo.db"])
    page = await site.client.get("/demo")
    assert page.status_code == 200, page.status_code
    answer = await site.client.get("/demo/articles.json?_shape=array&_size=1")
    assert answer.json()[0]["title"], answer.text

asyncio.run(look())
PY
echo "The wheel works in an empty environment."
