"""What the database itself holds: rows of the books stay as they are, and a journal sums to zero at commit."""

from django.db import migrations

TABLES = ("ledger_journal", "ledger_posting")

REFUSE = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
BALANCE = """
CREATE FUNCTION ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COALESCE(SUM(amount), 0) FROM ledger_posting WHERE journal_id = NEW.journal_id) <> 0 THEN
        RAISE EXCEPTION 'journal % does not sum to zero', NEW.journal_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_posting_balanced AFTER INSERT ON ledger_posting
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();
"""


def guard(apps, editor):
    """Set the guards up."""
    if editor.connection.vendor == "postgresql":
        editor.execute(REFUSE)
        editor.execute(BALANCE, None)
        for table in TABLES:
            editor.execute(
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
            )
    elif editor.connection.vendor == "sqlite":
        # SQLite has no deferred triggers: there the verb refuses a journal that does not sum to zero.
        for table in TABLES:
            for event in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
                )


def unguard(apps, editor):
    """Take them away."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER ledger_posting_balanced ON ledger_posting")
        for table in TABLES:
            editor.execute(f"DROP TRIGGER {table}_stays ON {table}")
        editor.execute("DROP FUNCTION ledger_balanced(); DROP FUNCTION ledger_refuse();")
    elif editor.connection.vendor == "sqlite":
        for table in TABLES:
            for event in ("update", "delete"):
                editor.execute(f"DROP TRIGGER {table}_no_{event}")


class Migration(migrations.Migration):
    """Vendor-specific: the models know nothing of it."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
