"""Readiness (*naik kelas*): the open rubric, what is seen of it, and how far each business has come."""
