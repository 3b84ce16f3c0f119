#!/bin/sh
# The pages in a real browser: `run.sh pytest tests/browser`. Installs what it needs (Chromium by apt-get, as root;
# axe-core by npm; Playwright by pip) and says plainly when it cannot; with WITHOUT_BROWSER=pass that is no failure.
set -eu
missing() {
  echo "The pages were NOT tested in a browser: $1"
  [ "${WITHOUT_BROWSER:-fail}" = pass ] && exit 0
  exit 1
}
find_chromium() { command -v chromium || command -v chromium-browser || true; }
CHROMIUM=${CHROMIUM:-$(find_chromium)}
if [ -z "$CHROMIUM" ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1 || true
  CHROMIUM=$(find_chromium)
fi
[ -n "$CHROMIUM" ] || missing "there is no chromium here; install Debian's package of that name."
command -v npm >/dev/null || missing "there is no npm here, which brings axe-core."
HERE=$(dirname "$0")
TOOLS=$(cd "$(dirname "$PYTHON")/.." && pwd)/browser
mkdir -p "$TOOLS"
cp "$HERE/package.json" "$TOOLS/package.json"
npm install --prefix "$TOOLS" --no-audit --no-fund --silent || missing "npm could not install axe-core."
"$PYTHON" -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,browser]' ||
  missing "pip could not install Playwright."
export CHROMIUM
AXE=$TOOLS/node_modules/axe-core/axe.min.js
export AXE
exec "$PYTHON" -m "$@"
