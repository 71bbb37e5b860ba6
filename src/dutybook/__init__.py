"""Dutybook: from the article of law to the proof that it was done."""
