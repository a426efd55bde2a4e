"""The pages in the browser: one file a page, and the few things that all pages share.

In: the public names of `indexer`. Out: widgets. It refuses to work on text: what is shown was found and cut by the library.

    look.py, look.css   paper, ink, one accent, the marker; a quiet hue for each provider
    paper.py            the only place that writes HTML: everything from a document is escaped there
    clauses.py          a clause's own words with what is marked in them
    shelf.py            the open index, fresh for the folder, shared by all sessions
    address.py          the state of a view in its address, and links that carry it to another page
    words.py, words/    the interface in Japanese and English
"""
