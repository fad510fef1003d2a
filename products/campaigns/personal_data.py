"""What this room holds on people: nothing but names of things."""

from rumah.core.personal_data import no_person


def declare() -> None:
    """Tell the register."""
    no_person("campaigns.Campaign")
