"""The page of a person, place, organisation, event or topic: who or what it is, when, with whom, in
which stories, and each article that names it with the sentences that do.

The newest articles stand on the entity's own page, the others on parts numbered from the oldest:
see growing.py for why an article more leaves those as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from newsarchive.cards import digest
from newsarchive.model import ArticleId, EntityFile, EntityId, Page, Story
from newsarchive.publish import head
from newsarchive.publish.addresses import address, entity_path, list_path, to_root
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition, Said, is_transliterated, named
from newsarchive.publish.pages.growing import growing_parts
from newsarchive.publish.pages.listing import NamedLink, entity_link
from newsarchive.publish.pages.mentions import Naming, naming
from newsarchive.publish.pages.stories import StoryEntry, story_entry
from newsarchive.publish.pictures import SMALL, Timeline, picture
from newsarchive.publish.render import page
from newsarchive.publish.when import When, say_years

COMPANIONS = 24
SURFACES = 40
STORIES = 8
PARTS = 40  # older parts that the entity's own page links to; each part leads on to the one before

Dates = Mapping[ArticleId, When]


@dataclass(frozen=True, slots=True)
class Year:
    """The articles of one year in a list, newest first."""

    label: str
    anchor: str
    articles: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A link to older articles."""

    number: int
    address: str
    span: str  # of time, in words


def entity_pages(edition: Edition) -> Iterable[Draft]:
    archive = edition.archive
    dates = dict(edition.dates)
    published = {name: card.heading.published or "" for name, card in archive.cards.items()}
    told = _told(archive.stories, dates)
    said = {story.id: digest(story) for story in archive.stories}
    for key, file in archive.entities.items():
        parts = growing_parts(reversed(file.articles))
        stories = told.get(key, ())
        shown = [said[story.id] for story in stories[:STORIES]]
        given = ("\n".join([published[one] for one in file.articles]), shown, len(stories))
        make = partial(_page, edition, key, dates, stories)
        yield Draft(entity_path(key), make, given=given)
        for number, articles in enumerate(parts[:-1], 1):
            newest = number == len(parts) - 1
            older = partial(part_page, edition, key, number, articles, newest=newest)
            yield Draft(entity_path(key, number), older, given=(articles, newest))


def _told(stories: Iterable[Story], dates: Dates) -> Mapping[EntityId, list[Story]]:
    """The stories that each entity plays a part in, the latest begun first, undated ones last."""
    found: defaultdict[EntityId, list[Story]] = defaultdict(list)
    for story in sorted(stories, key=lambda one: dates[one.articles[0]].text, reverse=True):
        for entity in story.entities:
            found[entity].append(story)
    return found


def _page(edition: Edition, key: EntityId, dates: Dates, told: Sequence[Story]) -> Page:
    return entity_page(edition, edition.archive.entities[key], dates, told)


def entity_page(
    edition: Edition, file: EntityFile, dates: Dates, told: Sequence[Story] = ()
) -> Page:
    """The entity's own page. `dates` has those of all its articles."""
    entity, words, path = file.entity, edition.words, entity_path(file.entity.id)
    name, base = named(entity, edition.reader), to_root(path)
    parts = growing_parts(reversed(file.articles))
    return page(
        path,
        "entity",
        meta={
            "title": name.text,
            "description": words("entity.description", name=name.text, n=len(file.articles)),
            "head": head.listing(edition, name.text, path, feeds=[f"feeds/{entity.id}"]),
            "kind": "entity",
        },
        t=words,
        base=base,
        entity=entity,
        name=name,
        spelt=is_transliterated(name.lang),
        list=(words(f"list.{entity.kind}"), address(list_path(entity.kind))),
        names=[Said(text, lang) for lang, text in entity.names if lang != name.lang],
        variants=[Said(text, lang) for lang, text in entity.variants],
        descriptions=[Said(text, lang) for lang, text in entity.description],
        broader=_link(edition, entity.broader),
        narrower=_narrower(edition, entity.id),
        count=len(file.articles),
        years=_years(edition, entity.id, parts[-1]),
        earlier=_earlier(edition, entity.id, parts, dates, base),
        time=_time(edition, file, parts, dates, base),
        undated=sum(dates[one].year is None for one in file.articles),
        companions=_companions(edition, entity.id),
        stories=_stories(edition, told),
        more_stories=max(0, len(told) - STORIES),
        surfaces=edition.archive.profiles[entity.id].surfaces[:SURFACES],
        feed=f"feeds/{entity.id}",
    )


def part_page(
    edition: Edition, key: EntityId, number: int, articles: Sequence[ArticleId], *, newest: bool
) -> Page:
    """Older articles of an entity. Says nothing that an article elsewhere in the list could change.

    `newest`: of the parts; the entity's own page comes next.
    """
    entity, words, path = edition.entity(key), edition.words, entity_path(key, number)
    name, base = named(entity, edition.reader), to_root(path)
    title = words("entity.part", title=name.text, n=number)
    return page(
        path,
        "entity_part",
        meta={
            "title": title,
            "description": title,
            "head": head.listing(edition, title, path),
            "kind": "entity",
        },
        t=words,
        base=base,
        kind=entity.kind,
        name=name,
        number=number,
        home=base + address(entity_path(key)),
        later=base + address(entity_path(key) if newest else entity_path(key, number + 1)),
        earlier=base + address(entity_path(key, number - 1)) if number > 1 else "",
        years=_years(edition, key, articles),
    )


# ---------------------------------------------------------------- what stands on the page


def _years(edition: Edition, key: EntityId, oldest_first: Sequence[ArticleId]) -> list[Year]:
    records = [edition.archive.records[one] for one in reversed(oldest_first)]
    made = []
    for year, group in groupby(records, key=lambda record: edition.when(record).year):
        articles = tuple(naming(edition, record, key) for record in group)
        made.append(Year(str(year or edition.words("time.undated")), _anchor(year), articles))
    return made


def _anchor(year: int | None) -> str:
    return f"y{year:04d}" if year is not None else "undated"


def _time(
    edition: Edition,
    file: EntityFile,
    parts: Sequence[Sequence[ArticleId]],
    dates: Dates,
    base: str,
) -> Timeline | None:
    """When it is named; each year of the picture leads to its articles in the list."""
    key, last = file.entity.id, len(parts)
    shelf: dict[int, str] = {}
    for number, part in enumerate(parts, 1):  # a later part wins: the newest of a year come first
        place = base + address(entity_path(key, number if number < last else None))
        shelf |= {year: place for one in part if (year := dates[one].year) is not None}
    known = sorted((dates[one] for one in file.articles if dates[one].text), key=lambda d: d.text)

    def target(year: int, _: int | None) -> str:
        return f"{shelf.get(year, '')}#{_anchor(year)}"

    return picture(edition.words, known, target, SMALL)


def _earlier(
    edition: Edition,
    key: EntityId,
    parts: Sequence[Sequence[ArticleId]],
    dates: Dates,
    base: str,
) -> list[Part]:
    """The older parts, the newest of them first."""
    older = list(enumerate(parts[:-1], 1))[-PARTS:]
    return [
        Part(
            number,
            base + address(entity_path(key, number)),
            say_years((dates[one] for one in part), edition.words) or edition.words("time.undated"),
        )
        for number, part in reversed(older)
    ]


def _stories(edition: Edition, told: Sequence[Story]) -> list[StoryEntry]:
    return [story_entry(edition, story) for story in told[:STORIES]]


def _link(edition: Edition, entity: EntityId | None) -> NamedLink | None:
    known = edition.archive.entities.get(entity) if entity else None
    return entity_link(edition, known) if known else None


def _narrower(edition: Edition, entity: EntityId) -> list[NamedLink]:
    return [
        entity_link(edition, edition.archive.entities[one])
        for one in edition.narrower.get(entity, ())
    ]


def _companions(edition: Edition, key: EntityId) -> list[NamedLink]:
    return [
        NamedLink(one, edition.entity(one).kind, edition.name(one), count)
        for one, count in edition.archive.profiles[key].companions[:COMPANIONS]
        if one in edition.archive.entities
    ]
