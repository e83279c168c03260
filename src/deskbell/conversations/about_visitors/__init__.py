"""What agents know of visitors, and keep."""
