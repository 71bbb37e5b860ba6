"""The extractor for Chinese legislation."""
