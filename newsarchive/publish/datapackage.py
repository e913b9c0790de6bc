"""What the exported table is, for programs: a Frictionless data package. Holds no article."""

import json
from collections.abc import Iterable
from typing import Any

from slugify import slugify

from newsarchive.publish.edition import Edition

WHOLE = frozenset({"words"})  # columns that hold a number


def data_package(edition: Edition, columns: Iterable[str], table: str) -> bytes:
    """The description of `table`, a CSV file beside it, column by column in the reader's words."""
    words, config = edition.words, edition.config
    fields = [
        {
            "name": name,
            "type": "integer" if name in WHOLE else "string",
            "description": words(f"data.column_{name}"),
        }
        for name in columns
    ]
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": slugify(config.title) or "archive",
        "title": config.title,
        "description": config.description or words("data.about"),
        "homepage": config.site_url,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "articles",
                "path": table,
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields, "primaryKey": "id"},
            }
        ],
    }
    known = {key: value for key, value in package.items() if value}
    return (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode()
