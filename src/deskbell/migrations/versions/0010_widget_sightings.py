"""Where the widget was last seen, in a table of its own; so far visitors' pages told it."""

from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
NEWEST = 500
KEPT_SITES = 20


def upgrade() -> None:
    op.create_table(
        "widget_sighting",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("origin", sa.String(length=270), nullable=False),
        sa.Column("page", sa.String(length=600), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_widget_sighting_project_id")),
        sa.PrimaryKeyConstraint("project_id", "origin", name=op.f("pk_widget_sighting")),
    )
    _what_visitors_told()


def _what_visitors_told() -> None:
    """The pages of each project's newest visitors, as far as they are no page of ours."""
    database = op.get_bind()
    projects = database.execute(sa.text("SELECT id, site_key FROM project")).all()
    visitors = sa.text(
        "SELECT page_url, last_seen_at FROM visitor WHERE project_id = :project"
        " ORDER BY last_seen_at DESC LIMIT :newest"
    )
    keep = sa.text("INSERT INTO widget_sighting (project_id, origin, page, at) VALUES (:project, :origin, :page, :at)")
    for project_id, site_key in projects:
        sites: dict[str, dict[str, str | int]] = {}
        for page, at in database.execute(visitors, {"project": project_id, "newest": NEWEST}):
            if page is None or site_key in page or len(page) > 500 or not page.isascii():  # noqa: PLR2004 - as long as is kept
                continue
            parts = urlsplit(str(page))
            origin = f"{parts.scheme}://{parts.netloc.lower()}"
            if parts.netloc and len(origin) <= 270 and len(sites) < KEPT_SITES:  # noqa: PLR2004 - the column's length
                sites.setdefault(origin, {"project": project_id, "origin": origin, "page": page, "at": at})
        if sites:
            database.execute(keep, list(sites.values()))
