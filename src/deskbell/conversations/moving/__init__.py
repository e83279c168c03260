"""Conversations on the move: given to somebody else, set aside and back again, many at once."""
