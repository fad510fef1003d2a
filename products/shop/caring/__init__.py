"""What happens around and after the purchase: receipt, reviews, complaints, favourites, seen lately."""
