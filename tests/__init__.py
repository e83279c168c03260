"""Tests, laid out as `src/deskbell` is; plus `journeys/` (HTTP and sockets), `browser/`, and `house/`."""
