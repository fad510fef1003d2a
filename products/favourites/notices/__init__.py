"""One message when a sold-out variant is back."""
