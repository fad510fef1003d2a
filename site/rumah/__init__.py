"""The Django project: the ground and the faces of the house."""
