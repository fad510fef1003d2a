"""`manage.py messages`: keep the English catalogue whole."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rumah.core import borrowed, messages


class Command(BaseCommand):
    """Updates, checks or compiles locale/en."""

    help = "Perbarui katalog bahasa Inggris; --check menolak terjemahan yang kurang; --compile menulis .mo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do instead of updating."""
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--compile", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; `--check` fails with the list of what lacks."""
        if options["compile"]:
            messages.compile_catalogues()
        elif options["check"]:
            if lacks := [*messages.missing(), *borrowed.lacking()]:
                raise CommandError("\n".join([*lacks, f"{len(lacks)} messages need a translation: manage.py messages"]))
        else:
            self.stdout.write(f"{messages.update()} pesan belum diterjemahkan di {messages.po_path()}")
