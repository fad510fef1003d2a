"""The operator's commands: set up the house, run it on one machine."""
