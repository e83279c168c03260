"""The audit log of the whole installation, as operators read it."""
