"""MkDocs makes the site beside the old one; it changes whole, and costs what changed."""

import contextlib
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from newsarchive import disk
from newsarchive.config import Config
from newsarchive.errors import ConfigError, DiskError, SiteError
from newsarchive.model import Page
from newsarchive.publish import manifest, twin
from newsarchive.publish.crawl import crawl
from newsarchive.publish.docs import look
from newsarchive.publish.given import Passed
from newsarchive.publish.site import SiteReport, build_site
from newsarchive.publish.write import write_pages

SETTINGS = """\
site_name: Trial
site_url: https://me.example/archive/
theme: {name: mkdocs, locale: en}
plugins: []
nav: [{Home: index.md}, years/2018.md, about.md]
not_in_nav: /articles/
"""
OWNED = ("articles", "years", "index.md")


def page(path: str, title: str, text: str) -> Page:
    front = f"---\ntitle: '{title}'\ndescription: about {title}\n---\n\n"
    return Page(path, f'{front}<div class="archive">\n<h1>{title}</h1>\n<p>{text}</p>\n</div>\n')


def write(root: Path, **articles: str) -> None:
    """The pages of an archive that holds these articles."""
    links = "".join(f'<a href="../../articles/{name}/">{name}</a>' for name in articles)
    write_pages(
        look(root / "docs"),
        [
            page("index.md", "Home", f"{len(articles)} articles"),
            page("years/2018.md", "2018", links),
            *(page(f"articles/{n}.md", f"On {n} &amp; more", t) for n, t in articles.items()),
        ],
        owned=OWNED,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "docs/about.md").write_text("# About\n\n[home](index.md) and more\n")
    (tmp_path / "docs/logo.svg").write_text("<svg/>")
    write(tmp_path, first="one", second="two")
    return tmp_path


def make(root: Path) -> SiteReport:
    return build_site(root, Config())


def shown(root: Path, name: str = "articles/first") -> str:
    return (root / "site" / name / "index.html").read_text()


def tree(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in sorted(twin.files(folder))}


def from_nothing(root: Path) -> dict[str, bytes]:
    """The site that the same docs/ give when there is neither site nor memory."""
    build_site(root, Config(site="site-anew", cache=".cache-anew"))
    anew = tree(root / "site-anew")
    for folder in ("site-anew", ".cache-anew"):
        disk.clear(root / folder)
    return anew


def test_the_site_is_built_and_its_links_hold(root: Path) -> None:
    assert make(root) == SiteReport(rendered=5, kept=0, removed=0)
    assert "<p>one</p>" in shown(root)
    assert crawl(root / "site") == ()


def test_it_is_told_when_a_new_site_stands_and_only_then(root: Path) -> None:
    stood = list[str]()

    def stands() -> None:
        stood.append(shown(root))

    for text in ("one", "one", "three"):
        write(root, first=text, second="two")
        build_site(root, Config(), stands=stands)
    assert ["one" in stood[0], "three" in stood[1]] == [True, True]
    assert len(stood) == 2


def test_the_pages_are_those_of_a_plain_mkdocs_build(root: Path) -> None:
    (root / "mkdocs.yml").write_text(
        SETTINGS.replace("name: mkdocs", "name: material, font: false")
    )
    write(root, first="one", second="two", third="three", fourth="four")
    make(root)
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "plain"), strict=True))
    plain, ours = tree(root / "plain"), tree(root / "site")
    for files in (plain, ours):  # theirs has today's date in it
        del files["sitemap.xml"], files["sitemap.xml.gz"]
    assert ours == plain


EDITING = (
    """\
def on_page_read_source(*, page, **_):
    return page.file.content_string.replace("three", "edited")
""",
    """\
def on_page_markdown(text, **_):
    return text.replace("three", "edited")
""",
    """\
def on_page_content(text, **_):
    return text.replace("three", "edited")
""",
)


@pytest.mark.parametrize("hook", EDITING)
def test_what_a_plugin_makes_of_a_page_is_shown(root: Path, hook: str) -> None:
    (root / "hook.py").write_text(hook)
    (root / "mkdocs.yml").write_text(f"{SETTINGS}hooks: [hook.py]\n")
    write(root, a="one", b="two", c="three", d="four")
    make(root)
    assert "<p>edited</p>" in shown(root, "articles/c")
    assert "<p>four</p>" in shown(root, "articles/d")


def test_a_text_that_nobody_changed_is_not_held_but_read_again(root: Path) -> None:
    chosen = load_config(str(root / "mkdocs.yml"))
    file = File("articles/first.md", chosen.docs_dir, chosen.site_dir, use_directory_urls=True)
    page = Passed(None, file, chosen)
    path = root / "docs/articles/first.md"
    path.write_text('---\ntitle: "First"\n---\n\n<p>one</p>\n')
    page.read_source(chosen)
    page.render(chosen, Files([file]))
    page.markdown, page.content = "", page.content  # as MkDocs and our hook do
    path.write_text(path.read_text().replace("one", "another"))
    assert page.content == "<p>another</p>"
    page.content = "mine"
    assert page.content == "mine"


def test_nothing_is_made_where_nothing_changed(root: Path) -> None:
    make(root)
    before = (root / "site").stat().st_ino
    assert make(root) == SiteReport(rendered=0, kept=5, removed=0)
    assert (root / "site").stat().st_ino == before


def test_only_pages_that_changed_are_rendered(root: Path) -> None:
    make(root)
    write(root, first="one", second="two, edited")
    assert make(root) == SiteReport(rendered=1, kept=4, removed=0)
    write(root, first="one")
    assert make(root) == SiteReport(rendered=2, kept=2, removed=1)  # the home page and the year
    assert tree(root / "site") == from_nothing(root)


Change = Callable[[Path, random.Random], None]


def change_articles(root: Path, rnd: random.Random) -> None:
    write(root, **{n: rnd.choice("abc") for n in "pqrst" if rnd.random() < 0.6})


def change_asset(root: Path, rnd: random.Random) -> None:
    asset = root / "docs" / rnd.choice(["logo.svg", "img/icon.svg", "css/base.css"])
    asset.parent.mkdir(exist_ok=True)
    if asset.exists() and rnd.random() < 0.5:
        asset.unlink()
    else:
        asset.write_text(f"<svg>{rnd.random()}</svg>")


def change_written_page(root: Path, rnd: random.Random) -> None:
    (root / "docs/about.md").write_text(f"# About {rnd.choice('xy')}\n\n{rnd.choice('vw')}\n")


def change_settings(root: Path, rnd: random.Random) -> None:
    (root / "mkdocs.yml").write_text(SETTINGS.replace("Trial", f"Trial {rnd.choice('12')}"))


def damage_site(root: Path, rnd: random.Random) -> None:
    name = rnd.choice(sorted(twin.files(root / "site")))
    if rnd.random() < 0.5:
        (root / "site" / name).unlink()
    else:
        (root / "site" / name).write_text("defaced")


def leave_litter(root: Path, _: random.Random) -> None:
    (root / ".cache/site/fresh").mkdir(parents=True, exist_ok=True)
    (root / ".cache/site/fresh/litter.html").write_text("half a page")


def lose_memory(root: Path, rnd: random.Random) -> None:
    lost = rnd.choice(["manifest.json", "twin", "templates"])
    disk.clear(root / ".cache/site/twin") if lost == "twin" else None
    (root / ".cache/site/manifest.json").unlink() if lost == "manifest.json" else None


CHANGES: tuple[Change, ...] = (
    change_articles,
    change_articles,
    change_asset,
    change_written_page,
    change_settings,
    damage_site,
    leave_litter,
    lose_memory,
)


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_of_changes_gives_the_site_that_a_build_from_nothing_gives(
    root: Path, seed: int
) -> None:
    rnd = random.Random(seed)
    make(root)
    for _ in range(6):
        for change in rnd.choices(CHANGES, k=rnd.randint(1, 2)):
            change(root, rnd)
        make(root)
        assert tree(root / "site") == from_nothing(root)


@pytest.mark.parametrize("name", ["CNAME", "articles/mine.html"])
@pytest.mark.parametrize("known", [True, False])
def test_what_somebody_put_into_the_site_is_named_and_not_lost(
    root: Path, name: str, *, known: bool
) -> None:
    (root / "site/articles").mkdir(parents=True)
    if known:
        make(root)
        change_settings(root, random.Random(0))  # all of the site is made anew
    (root / "site" / name).write_text("mine")
    if known or name == "CNAME":
        with pytest.raises(ConfigError, match=f"site/{name}: no build made this"):
            make(root)
        assert (root / "site" / name).read_text() == "mine"
        (root / "site" / name).unlink()
    make(root)
    assert "one" in shown(root)


def test_a_file_in_the_site_s_place_is_named_and_not_lost(root: Path) -> None:
    (root / "site").write_text("mine")
    with pytest.raises(ConfigError, match="site: no build made this"):
        make(root)
    assert (root / "site").read_text() == "mine"


def test_where_the_site_is_a_link_what_it_leads_to_is_the_site(root: Path) -> None:
    (root / "published").mkdir()
    (root / "site").symlink_to(root / "published")
    make(root)
    write(root, first="one, edited", second="two")
    make(root)
    assert (root / "site").is_symlink()
    assert "one, edited" in (root / "published/articles/first/index.html").read_text()


def test_what_mkdocs_warns_of_ends_the_build_and_leaves_the_old_site(root: Path) -> None:
    make(root)
    (root / "docs/about.md").write_text("[gone](nowhere.md)\n")
    with pytest.raises(SiteError, match=r"about\.md.*nowhere\.md"):
        make(root)
    assert "and more" in shown(root, "about")


def test_a_feed_is_in_the_site_as_it_was_written_and_comes_again_when_it_was_changed(
    root: Path,
) -> None:
    def publish(text: str) -> bytes:
        write_pages(look(root / "docs"), [Page("feeds/a.xml", text)], owned=("feeds",))
        make(root)
        return (root / "site/feeds/a.xml").read_bytes()

    assert publish("<a/>") == b"<a/>"
    (root / "site/feeds/a.xml").write_text("defaced")
    assert publish("<a/>") == b"<a/>"
    assert publish("<b/>") == b"<b/>"
    assert tree(root / "site") == from_nothing(root)


def test_what_a_killed_build_had_meant_to_change_is_put_right_in_the_twin(root: Path) -> None:
    make(root)
    write(root, first="one", second="two, edited")
    make(root)
    place = root / ".cache" / manifest.PLACE
    page = "articles/first/index.html"
    manifest.announce(place, [page])  # and killed, as it had spoilt the twin
    (root / ".cache/site/twin" / page).unlink()
    write(root, first="one", second="two, edited again")
    make(root)
    assert tree(root / "site") == from_nothing(root)
    assert page not in manifest.load(place).pending


def test_where_nobody_can_tell_what_a_killed_build_changed_the_site_is_made_anew(
    root: Path,
) -> None:
    build_site(root, Config())
    place = root / ".cache" / manifest.PLACE
    place.with_name("intent.json").write_bytes(b"[damaged")
    assert not manifest.load(place).outputs
    assert build_site(root, Config()).kept == 0
    assert manifest.load(place).outputs


def test_a_link_by_hand_to_a_page_that_is_kept_holds(root: Path) -> None:
    make(root)
    (root / "docs/about.md").write_text("# About\n\n[one](articles/first.md)\n")
    assert make(root).rendered == 1
    assert 'href="../articles/first/"' in shown(root, "about")


def test_a_generated_page_that_markdown_would_change_is_refused(root: Path) -> None:
    bad = Page("articles/bad.md", "---\ntitle: x\n---\n\n<div>a</div>\n\nand *b*\n")
    write_pages(look(root / "docs"), [bad], owned=("articles",))
    with pytest.raises(SiteError, match=r"articles/bad\.md: Markdown would change this page"):
        make(root)


def test_a_fault_in_mkdocs_yml_is_named(root: Path) -> None:
    (root / "mkdocs.yml").write_text(SETTINGS + "nonsense: 1\n")
    with pytest.raises(SiteError, match=r"mkdocs\.yml.*nonsense"):
        make(root)


def test_links_in_the_frame_of_a_page_suit_its_own_folder(root: Path) -> None:
    frame = "<a href=\"{{ 'articles/' | url }}\">{{ page.content }}</a>"
    (root / "theme").mkdir()
    (root / "theme/main.html").write_text(frame)
    theme = "{name: mkdocs, custom_dir: theme, locale: en}"
    (root / "mkdocs.yml").write_text(SETTINGS.replace("{name: mkdocs, locale: en}", theme))
    names = [f"{folder}/p{n}.md" for folder in ("articles", "years") for n in "abcd"]
    pages = [page(name, "x", "y") for name in ("index.md", "years/2018.md", *names)]
    write_pages(look(root / "docs"), pages, owned=OWNED)
    make(root)
    assert 'href="../"' in shown(root, "articles/pd")
    assert 'href="../../articles/"' in shown(root, "years/pd")


def test_a_change_of_the_navigation_shows_on_every_page(root: Path) -> None:
    make(root)
    (root / "docs/about.md").write_text("---\ntitle: Imprint\n---\nand more\n")
    assert make(root).rendered == 5
    assert "Imprint" in shown(root)


def test_without_a_navigation_of_its_own_the_site_is_still_right(root: Path) -> None:
    (root / "mkdocs.yml").write_text(SETTINGS.partition("nav: ")[0])
    make(root)
    write(root, first="one")
    make(root)
    assert tree(root / "site") == from_nothing(root)


def test_in_which_order_files_came_to_docs_does_not_matter(root: Path) -> None:
    (root / "mkdocs.yml").write_text(SETTINGS.partition("nav: ")[0])
    docs = look(root / "docs")
    docs.files = dict(reversed(docs.files.items()))
    build_site(root, Config(), docs)
    assert tree(root / "site") == from_nothing(root)


@pytest.mark.parametrize("step", ["link", "replace", "rename", "fsync"])
def test_a_disk_that_fails_at_any_step_leaves_a_whole_site_and_the_next_build_is_right(
    root: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    make(root)
    old = tree(root / "site")
    write(root, first="one", third="three")
    new = from_nothing(root)
    real = getattr(os, step)
    for at in range(1, 12):
        calls = iter(range(1, 1000))

        def failing(*args: object, at: int = at, calls: object = calls, **named: object) -> object:
            if next(calls) == at:  # type: ignore[call-overload]
                raise OSError(28, "No space left on device", "some-file")
            return real(*args, **named)

        monkeypatch.setattr(os, step, failing)
        with contextlib.suppress(DiskError):
            make(root)
        monkeypatch.setattr(os, step, real)
        assert tree(root / "site") in (old, new)
    make(root)
    assert tree(root / "site") == new


def test_it_works_where_the_system_can_neither_exchange_nor_link(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("newsarchive.publish.swap._exchanged", lambda *_: False)
    monkeypatch.setattr(os, "link", no_links)
    make(root)
    write(root, third="three")
    make(root)
    assert tree(root / "site") == from_nothing(root)


def test_a_changed_template_of_pages_renders_what_it_changed_and_a_changed_theme_all(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = root / "package/publish"
    for name in ("templates/article.jinja", "theme/main.html"):
        disk.write(package / name, b"one")
    monkeypatch.setattr(manifest, "_HERE", package)
    make(root)
    disk.write(package / "templates/article.jinja", b"other")
    write(root, first="one", second="two, from another template")
    assert make(root).rendered == 1
    disk.write(package / "theme/main.html", b"other")
    assert make(root).rendered == 5
