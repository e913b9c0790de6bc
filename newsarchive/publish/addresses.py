"""Where each page lies: paths below docs/, addresses on the site, links between them."""

from urllib.parse import quote

from newsarchive.model import KIND_FOLDERS, ArticleId, EntityId, Kind, StoryId


def address(path: str) -> str:
    """The address MkDocs gives a file of docs/: "people/x.md" -> "people/x/"."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return stem + "/"


def to_root(path: str) -> str:
    """The way from the page of file `path` up to the site's root: "people/x.md" -> "../../"."""
    return "../" * address(path).count("/") or "./"


def article_path(article: ArticleId) -> str:
    return f"articles/{article}.md"


def story_path(story: StoryId) -> str:
    return f"stories/{story}.md"


def entity_path(entity: EntityId, part: int | None = None) -> str:
    """The page of an entity, or a part of its older articles, numbered from the oldest."""
    return f"{entity}.md" if part is None else f"{entity}/{part}.md"


def list_path(kind: Kind) -> str:
    return f"{KIND_FOLDERS[kind]}/index.md"


def year_path(year: int) -> str:
    return f"years/{year:04d}.md"


def month_path(year: int, month: int) -> str:
    return f"years/{year:04d}/{month:02d}.md"


def absolute(site_url: str, path: str) -> str:
    """The full address of a page; "" where the archive's place on the web is not known."""
    return site_url.rstrip("/") + "/" + quote(address(path)) if site_url else ""
