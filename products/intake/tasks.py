"""Background work of the importer. Every task may run twice."""

from django_tasks import task

from rumah.core.periodic import every


@task()
def check_own_import(pk: int) -> None:
    """Try an owner's file."""
    from products.intake import own

    own.check_now(pk)


@task()
def write_own_import(pk: int) -> None:
    """Write an owner's file."""
    from products.intake import own

    own.write_now(pk)


@every(hours=24)
def forget_old_imports() -> int:
    """Delete what owners uploaded a month ago."""
    from products.intake import own

    return own.forget_old()
