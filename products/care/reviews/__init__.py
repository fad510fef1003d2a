"""Reviews: written once a line by who received it, answered once by the seller, hidden by staff with a reason."""
