"""The index of the library: an FTS5 table on SQLite, a column of lexemes on PostgreSQL (docs/decisions/0023)."""

from django.db import migrations

_SQLITE = """
CREATE VIRTUAL TABLE dutybook_web_provision_index
USING fts5(grams, content='', detail='none', columnsize=0, tokenize='ascii')
"""
_POSTGRES = (
    "ALTER TABLE dutybook_web_provision ADD COLUMN grams tsvector",
    "CREATE INDEX dutybook_web_provision_grams ON dutybook_web_provision USING gin (grams) WITH (fastupdate = off)",
)


def add_index(apps, schema_editor):
    """Add what the database in use needs."""
    for statement in [_SQLITE] if schema_editor.connection.vendor == "sqlite" else _POSTGRES:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    """Take it away again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE dutybook_web_provision_index")
    else:
        schema_editor.execute("ALTER TABLE dutybook_web_provision DROP COLUMN grams")


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("dutybook_web", "0002_append_only")]
    operations = [migrations.RunPython(add_index, drop_index)]
