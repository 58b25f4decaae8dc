"""From what ministries have, texts and tables, to draft meetings with their evidence. Never publishes."""
