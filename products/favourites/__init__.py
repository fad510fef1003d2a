"""What a shopper wants to find again: favourites, products seen lately, notices when something is back."""
