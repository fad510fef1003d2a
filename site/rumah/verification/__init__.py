"""The promise to look at a business in time, kept by whoever takes it; and permits that run out."""
