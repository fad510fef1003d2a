"""What is sold, from the shelf to the payout."""
