"""A believable year of two organisations and an authority, to look at the application with (`dutybook-web demo`)."""
