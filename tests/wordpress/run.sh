#!/bin/sh
# Starts a WordPress of its own from TESTBED, crawls it, compares with the truth, and removes it again.
set -eu
WP_BASE=$(mktemp -d)
WP_PORT=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export WP_BASE WP_PORT
chmod 755 "$WP_BASE"
trap '"$TESTBED/wordpress-down.sh" --purge' EXIT
"$TESTBED/wordpress-up.sh" "${POSTS:-600}"
WORDPRESS_BASE=$WP_BASE WORDPRESS_URL=http://127.0.0.1:$WP_PORT/ "$PYTHON" -m pytest tests/wordpress
