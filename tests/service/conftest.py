from tests.rooms import clock, db

__all__ = ["clock", "db"]
