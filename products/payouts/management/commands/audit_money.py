"""Prove that no rupiah is lost; exit with 1 and a line per fault otherwise."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from products.payouts.proving.prove import prove


class Command(BaseCommand):
    """`manage.py audit_money`: reads alone, so it may run any time."""

    help = "Prove the money: books sum to zero, rows agree with them, nothing waits past its time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every fault, or that there is none."""
        with transaction.atomic():
            if connection.vendor == "postgresql" and not connection.savepoint_ids:
                # One picture of everything: sales go on while it reads.
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            faults = prove()
        for fault in faults:
            self.stdout.write(f"{fault.code}: {fault.text}")
        if faults:
            sys.exit(1)
        self.stdout.write("The money is whole: no fault found.")
