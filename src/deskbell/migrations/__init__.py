"""The database's tables through time: numbered, forward only, the same steps on SQLite and PostgreSQL."""

from deskbell.migrations.migrating import migrate, tables

__all__ = ["migrate", "tables"]
