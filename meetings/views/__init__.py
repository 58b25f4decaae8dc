"""Pages for readers: each reads through filters, search and record, and decides nothing of its own."""
