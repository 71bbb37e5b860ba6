"""The verbs of `dutybook-web`, one module each."""
