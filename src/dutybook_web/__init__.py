"""The web application: premises, the duties that bind them, the tasks that come of these, and what proves them done.

One Django app; its layers are folders, and the same noun names a file in each of them (docs/web.md).
"""
