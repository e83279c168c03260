"""A project's team over HTTP, for its administrators in the Workspace."""
