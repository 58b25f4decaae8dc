"""Reference data: countries, organisations, offices, topics, occasions and places, and their loaders."""
