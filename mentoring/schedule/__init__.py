"""Hours, exceptions, holidays, quarter-hour cells, slots."""
