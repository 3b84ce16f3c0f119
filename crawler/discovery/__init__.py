"""Discovery: an answer of the blog in; posts, comments and further addresses out. No network in here."""
