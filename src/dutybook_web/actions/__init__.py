"""What the application does: one function for each act of business, each one transaction that leaves one event."""
