"""Attempts, providers, webhook inbox, settlement."""
