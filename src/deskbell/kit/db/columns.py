"""Column types that mean the same on both databases, and the one table catalogue."""

from sqlalchemy import BigInteger, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Ids sort by their bytes on both databases; a locale's collation would order them otherwise, and slower.
Id = String(16).with_variant(String(16, collation="C"), "postgresql")
Millis = BigInteger
