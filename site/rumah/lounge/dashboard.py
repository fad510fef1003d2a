"""The staff's first page: what waits for the person, each count a link to the list that does the work."""

from typing import Any

from laces.components import Component

from rumah.core import clock
from rumah.core.duties import duties_of
from rumah.verification import queries
from rumah.verification.take import MAY

SHOWN = 5


class DutiesPanel(Component):
    """Counts of everything the person may act on. What is empty is named in one line at the end."""

    order = 40
    template_name = "lounge/duties.html"

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Count, at most a hundred and one of each."""
        found = duties_of(self.user)
        return {
            "waiting": [one for one in found if one.number],
            "empty": [one for one in found if not one.number],
            "has_any": bool(found),
        }


class QueuePanel(Component):
    """The businesses whose answer is due first, to be taken right here."""

    order = 50
    template_name = "lounge/waiting.html"

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Read five rows; the form in a row needs the request's token."""
        page = queries.queue(queries.ALL, user=self.user, size=SHOWN)
        token = parent_context["csrf_token"] if parent_context else ""
        return {"rows": page.rows, "csrf_token": token, "today": clock.today()}


def panels_for(user: Any) -> list[Component]:
    """Return the panels of this person."""
    return [DutiesPanel(user), *([QueuePanel(user)] if user.has_perm(MAY) else [])]
