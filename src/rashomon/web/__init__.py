"""Pages: a story as one page that needs nothing else, and a whole corpus as a site (``rashomon.web.site``).

>>> from rashomon.web import write_page
"""

from rashomon.web.pages import write_page

__all__ = ["write_page"]
