"""Entrances to the staff's house."""

from wagtail.snippets.models import register_snippet

from mentoring.services.viewsets import MentoringGroup

register_snippet(MentoringGroup)
