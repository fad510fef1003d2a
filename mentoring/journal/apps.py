"""Django app configuration."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "mentoring.journal"
    label = "mentoring_journal"

    def ready(self) -> None:
        """Let a mentor's looks at the products of those they serve count as little as the owner's own."""
        from mentoring.journal.served import mentors_among
        from products.traffic.readers import insiders

        insiders.append(mentors_among)
        from mentoring.journal.personal_data import declare

        declare()
