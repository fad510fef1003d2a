"""Full-text search of our own tables: one small interface, PostgreSQL and SQLite behind it."""
