"""Search: what a reader's browser needs to find articles by any word, name or spelling.

    Record -> documents.py -> engine.py (Pagefind) -> pack.py, files.py -> segments below one folder
    EntityFile -> names.py -> the table of names

The other half stands in `theme/assets/search-*.js`, which reads what is written here. The engine is
behind two small doors, `engine.index()` here and `search-pagefind.js` there; nothing else knows it.
"""

from newsarchive.publish.docs import INDEX
from newsarchive.publish.search.index import SearchReport, build_index

__all__ = ["INDEX", "SearchReport", "build_index"]
