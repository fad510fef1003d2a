"""The live screen of the lounge and its monthly report, outside of Wagtail's chrome."""
