"""Products somebody reported: anybody may, staff decide, and whoever left a contact hears of it."""
