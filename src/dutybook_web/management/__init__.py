"""The verbs of `dutybook-web`."""
