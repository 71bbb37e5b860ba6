"""The files that people hand in as evidence: looked at, limited, cleaned, stored by content and served inert.

Pure functions over streams and a folder: nothing here knows a model. `intake.take` is the one way in,
`serve.file_response` the one way out; `docs/uploads.md` tells what is accepted, what is refused and why.
"""
