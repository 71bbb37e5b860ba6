"""Which duties bind: for one place with reasons, for what is still to be asked, for what would change, for millions."""
