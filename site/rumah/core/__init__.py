"""What every room shares: money, phone numbers, regions, time, locks, outbox, audit trail."""
