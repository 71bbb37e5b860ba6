"""Work that no user starts: thin, called by management commands in a loop."""
