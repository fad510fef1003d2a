"""Pictures for the demo, drawn: flat illustrations in the house's colours, no two quite alike."""
