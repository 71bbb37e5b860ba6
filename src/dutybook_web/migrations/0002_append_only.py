"""Events and the nodes of their tree can be added and nothing else: the database itself refuses."""

from django.db import migrations

_TABLES = ("dutybook_web_event", "dutybook_web_node")
_CAUSE = "the audit record is append-only"


def _sqlite(table: str, act: str) -> str:
    return f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{_CAUSE}'); END"


_POSTGRES = f"""
CREATE FUNCTION dutybook_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_CAUSE}'; END $$;
"""


def refuse_changes(apps, schema_editor):
    """Add the triggers; TRUNCATE has one of its own on PostgreSQL, and SQLite has no such statement."""
    if schema_editor.connection.vendor == "sqlite":
        for table in _TABLES:
            for act in ("UPDATE", "DELETE"):
                schema_editor.execute(_sqlite(table, act))
        return
    schema_editor.execute(_POSTGRES)
    for table in _TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION dutybook_append_only()"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION dutybook_append_only()"
        )


def allow_changes(apps, schema_editor):
    """Take the triggers out again."""
    for table in _TABLES:
        if schema_editor.connection.vendor == "sqlite":
            for act in ("UPDATE", "DELETE"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{act.lower()}")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            schema_editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("DROP FUNCTION dutybook_append_only()")


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("dutybook_web", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
