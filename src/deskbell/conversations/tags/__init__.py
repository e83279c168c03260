"""A project's tags, and putting them on conversations."""
