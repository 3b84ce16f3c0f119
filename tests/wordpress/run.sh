#!/bin/sh
# Starts two WordPresses of its own from TESTBED, crawls them, compares with the truth, and removes them again:
# one of 600 posts, read by the API, and a smaller one that lives on and is read by every route.
set -eu
FOLDER=$(mktemp -d)
chmod 755 "$FOLDER"

free_port() {
  "$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

end() {
  for name in large small; do
    [ ! -d "$FOLDER/$name" ] || WP_BASE=$FOLDER/$name "$TESTBED/wordpress-down.sh" --purge
  done
  rm -rf "$FOLDER"
}
trap end EXIT

LARGE=$(free_port)
WP_BASE=$FOLDER/large WP_PORT=$LARGE "$TESTBED/wordpress-up.sh" "${POSTS:-600}"
SMALL=$(free_port)
WP_BASE=$FOLDER/small WP_PORT=$SMALL "$TESTBED/wordpress-up.sh" 100
export TESTBED
WORDPRESS_BASE=$FOLDER/large WORDPRESS_URL=http://127.0.0.1:$LARGE/ \
  WORDPRESS_SMALL_BASE=$FOLDER/small WORDPRESS_SMALL_URL=http://127.0.0.1:$SMALL/ \
  "$PYTHON" -m pytest tests/wordpress --durations=8
