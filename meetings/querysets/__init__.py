"""Chainable reads, one file a model. Visibility has one name here: ``published()``."""
