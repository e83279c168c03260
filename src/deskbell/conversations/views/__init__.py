"""Saved views: lists that an agent, or the team, has given a name."""
