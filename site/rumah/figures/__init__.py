"""What the Dinas's lounge shows: daily roll-ups of every room, today's counters and the monthly report."""
