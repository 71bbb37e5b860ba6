"""The one migration of a schema that has not been released yet: `make migrations` writes it anew."""
