from tests.rooms import clock, db, other_node

__all__ = ["clock", "db", "other_node"]
