"""From what a user typed to clean values; no writing happens here."""
