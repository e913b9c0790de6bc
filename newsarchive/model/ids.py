"""What things are called by."""

from collections.abc import Mapping
from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)  # made only by ingest.accession.article_id()
EntityId = NewType("EntityId", str)  # "people/ilham-aliyev": also the path of its page
StoryId = NewType("StoryId", str)  # made only by relate.stories

Kind = Literal["person", "place", "organisation", "event", "topic"]
Publish = Literal["full", "summary"]

KIND_FOLDERS: Mapping[str, str] = {
    "person": "people",
    "place": "places",
    "organisation": "organisations",
    "event": "events",
    "topic": "topics",
}
