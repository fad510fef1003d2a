"""Django app configuration."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "products.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.campaigns.personal_data import declare

        declare()
