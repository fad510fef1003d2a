"""Settings; base.py is production, dev.py and test.py relax it."""
