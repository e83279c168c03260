"""Searching: what was said, and conversations by their visitor, title and tags."""
