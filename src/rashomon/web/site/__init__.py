"""The local site: a corpus as pages, each of which is also to be had as data at the same address.

``rashomon.web.site.app`` needs the extra ``web``; nothing here is loaded before it is asked for.
"""
