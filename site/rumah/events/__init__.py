"""Events: bazaars and trainings open to the public, and the workshops of mentoring beside them."""
