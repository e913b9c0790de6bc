"""The nouns. One type per meaning, frozen, tuples inside; nothing is filled in later.

    Seed -> Article -> Record -> Archive -> Page

Nothing of ours is imported below this folder; everybody may import it, from here. No behaviour
lives here beyond reading a field out of a tuple.
"""

from newsarchive.model.archive import Archive, EntityFile, Link, Page, Profile, Reason, Story
from newsarchive.model.article import (
    Article,
    DateEvidence,
    Paragraph,
    Rejected,
    Removal,
    Suppressed,
)
from newsarchive.model.card import Card, Heading, Naming, Telling
from newsarchive.model.ids import KIND_FOLDERS, ArticleId, EntityId, Kind, Publish, StoryId
from newsarchive.model.place import TITLE, Passage, Span
from newsarchive.model.record import (
    Entity,
    Finding,
    Mention,
    Record,
    Sentence,
    Status,
    Summary,
    Tag,
    TranslatedSentence,
    Translation,
)
from newsarchive.model.seed import Candidate, Editorial, Found, Origin, Seed, Stated

__all__ = [
    "KIND_FOLDERS",
    "TITLE",
    "Archive",
    "Article",
    "ArticleId",
    "Candidate",
    "Card",
    "DateEvidence",
    "Editorial",
    "Entity",
    "EntityFile",
    "EntityId",
    "Finding",
    "Found",
    "Heading",
    "Kind",
    "Link",
    "Mention",
    "Naming",
    "Origin",
    "Page",
    "Paragraph",
    "Passage",
    "Profile",
    "Publish",
    "Reason",
    "Record",
    "Rejected",
    "Removal",
    "Seed",
    "Sentence",
    "Span",
    "Stated",
    "Status",
    "Story",
    "StoryId",
    "Summary",
    "Suppressed",
    "Tag",
    "Telling",
    "TranslatedSentence",
    "Translation",
]
