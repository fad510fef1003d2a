"""Entrances to the staff's house."""

from wagtail.snippets.models import register_snippet

from mentoring.services.viewsets import MentorViewSet, RoomViewSet, ServiceViewSet

register_snippet(ServiceViewSet)
register_snippet(MentorViewSet)
register_snippet(RoomViewSet)
