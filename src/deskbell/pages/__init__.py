"""Pages: the built front-end as it lies in the package, with the headers that keep it safe.

The three faces are single-page applications; the loader `/widget.js` is what other sites embed.
"""

from deskbell.pages.shelf import Shelf

__all__ = ["Shelf"]
