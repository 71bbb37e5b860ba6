"""Reads of report size, which views and the API share."""
