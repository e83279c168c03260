"""Saved replies: what a team writes again and again, kept once: for everybody, or by an agent for themselves.

Variables in them are filled in by whoever inserts one, who sees the words before the visitor does.
"""
