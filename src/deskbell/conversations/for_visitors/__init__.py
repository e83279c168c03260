"""The visitors' side over HTTP."""
