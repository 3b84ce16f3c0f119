"""Discovery: responses of the blog in, and posts, comments and new requests out. It uses no network."""
