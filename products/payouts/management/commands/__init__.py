"""Commands of payouts."""
