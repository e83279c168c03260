"""Invitations: an administrator offers a place in the team by mail; whoever has the link joins with a password."""
