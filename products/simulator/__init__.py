"""A payment provider to practise with; speaks Stripe's HTTP API."""
