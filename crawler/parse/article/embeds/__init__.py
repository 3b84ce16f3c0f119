"""Tweets and other embeds."""
