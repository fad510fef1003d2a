"""The application that gunicorn preloads here: a first request is answered before any process is forked from it.

After every kill a new process would otherwise load templates, addresses and translations anew, for a second each.
"""

from tests.killed.leash import hold

hold()

from rumah.wsgi import application  # not before the leash

__all__ = ["application"]


def warm() -> None:
    """Load what a first request and a first task load; the apps must be there before."""
    from django.db import connections
    from django.test import Client

    from rumah.core.management.commands.worker import load_tasks

    load_tasks()
    Client().get("/keranjang/")
    # No process may share a connection with another.
    connections.close_all()


warm()
