"""Tweets and everything else that is embedded."""
