"""English as it is written outside the United States too."""
