"""Pages: HTTP in, a form or a query, an action, a page out."""
