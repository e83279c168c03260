"""The agents' side over HTTP."""
