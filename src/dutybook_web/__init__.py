"""The web application; empty until its issue."""
