"""Pages with which an owner makes the shop known, and sees what came of it."""
