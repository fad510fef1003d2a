"""What this room holds on people: nothing but names of days and places."""

from rumah.core.personal_data import no_person


def declare() -> None:
    """Tell the register."""
    no_person("mentoring_schedule.Holiday", "mentoring_schedule.Occurrence", "mentoring_schedule.Cell")
