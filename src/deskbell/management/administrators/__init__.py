"""A project's administrators over HTTP."""
