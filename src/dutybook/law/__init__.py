"""Reading acts: from a file to an `Act`, its citations and its published forms."""
