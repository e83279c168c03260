"""What projects may use."""
