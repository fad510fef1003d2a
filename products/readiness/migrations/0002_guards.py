"""What the database itself holds: a version of the rubric stays as it was counted with."""

from django.db import migrations

TABLES = ("readiness_rubric", "readiness_rubricitem")
REFUSE = """
CREATE FUNCTION readiness_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version of the rubric is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def guard(apps, editor):
    """Set the guards up."""
    if editor.connection.vendor == "postgresql":
        editor.execute(REFUSE)
        for table in TABLES:
            editor.execute(
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION readiness_refuse()"
            )
    elif editor.connection.vendor == "sqlite":
        for table in TABLES:
            for event in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'a version of the rubric is never changed'); END"
                )


def unguard(apps, editor):
    """Take them away."""
    if editor.connection.vendor == "postgresql":
        for table in TABLES:
            editor.execute(f"DROP TRIGGER {table}_stays ON {table}")
        editor.execute("DROP FUNCTION readiness_refuse()")
    elif editor.connection.vendor == "sqlite":
        for table in TABLES:
            for event in ("update", "delete"):
                editor.execute(f"DROP TRIGGER {table}_no_{event}")


class Migration(migrations.Migration):
    """Vendor-specific: the models know nothing of it."""

    dependencies = [("readiness", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
