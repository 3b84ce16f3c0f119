"""Addresses: canonical forms, keys and registered domains."""
