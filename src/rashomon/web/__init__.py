"""Pages: a story as one page with everything in it, no script, and no request to anything.

>>> from rashomon.web import write_page
"""

from rashomon.web.pages import write_page

__all__ = ["write_page"]
