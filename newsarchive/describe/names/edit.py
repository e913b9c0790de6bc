"""Merge, split, rename and block: each an edit of the authority files' texts, nothing else.

Pure: gives back new texts and whose pages change; writing them, or only showing them, is for the
command line. Whatever an edit gives is read again by authority.load() before it is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from slugify import slugify

from newsarchive.describe.authority import FILES, Authority
from newsarchive.describe.names import yamltext
from newsarchive.describe.names.entry import Entry
from newsarchive.errors import ConfigError
from newsarchive.model import Entity, EntityId

Files = Mapping[str, str]  # name of an authority file -> its text


@dataclass(frozen=True, slots=True)
class Edit:
    """What would change."""

    files: Files  # only those that change, with their new text
    affected: tuple[EntityId, ...]  # whose pages appear, change, or come to lead elsewhere


def texts(folder: Path) -> Files:
    """The authority files of `folder` as they stand; "" for one that is missing."""
    paths = [folder / name for name in FILES]
    return {path.name: path.read_text("utf-8") if path.is_file() else "" for path in paths}


def merge(
    files: Files,
    source: EntityId,
    target: EntityId,
    *,
    authority: Authority,
    found: Mapping[EntityId, Entity] | None = None,
) -> Edit:
    """Make `source` a part of `target`, which takes over its names and its old addresses.

    `found`: entities of the archive that are in no file, so that one of them may be either.
    Raises ConfigError for different kinds, or where one's `not:` names the other.
    """
    old = _entry(source, authority, found)
    new = _entry(target, authority, found)
    _refuse_merge(old, new)
    after = _on_file(files, new)
    if yamltext.has(after[_file(source)], source):
        after[_file(source)] = yamltext.remove(after[_file(source)], source)
    for lang, name in (*old.entity.names, *old.entity.variants):
        after = _take_name(after, new.entity, lang, name)
    for lang, name in old.surnames:
        if new.surnames and (lang, name) not in new.surnames:
            after = _added_surnames(after, new, lang, name)
    for gone in (source, *old.was):
        after = _changed(after, target, yamltext.add, ("was",), gone)
    after = _pointing_elsewhere(after, source, target)
    return _edit(files, after, source, target)


def split(
    files: Files, source: EntityId, forms: Sequence[str], name: str, *, authority: Authority
) -> Edit:
    """Make `forms` of `source` a thing of their own, called `name` in English.

    Raises ConfigError for a form that `source` does not have among its variants.
    """
    old = _entry(source, authority, None)
    said = [(lang, form) for lang, form in old.entity.variants if form in forms]
    missing = sorted(set(forms) - {form for _, form in said})
    if missing:
        raise ConfigError(f"{source}: {missing[0]!r} is none of its variants; see {old.place}")
    target = _id_for(source, name)
    after = _on_file(files, old)
    for lang, form in said:
        for key in ("variants", "acronyms"):
            after = _changed(after, source, yamltext.drop, (key, lang), form)
    fresh = Entity(target, old.entity.kind, (("en", name),), tuple(said))
    after[_file(target)] = yamltext.append(after[_file(target)], entry_text(fresh))
    after = _changed(after, source, yamltext.add, ("not",), target)
    after = _changed(after, target, yamltext.add, ("not",), source)
    return _edit(files, after, source, target)


def rename(
    files: Files, source: EntityId, name: str, *, authority: Authority, lang: str = "en"
) -> Edit:
    """Give an entity another preferred name; the old one becomes a variant.

    An English name is also its address, so the id changes with it and the old one leads there.
    """
    old = _entry(source, authority, None)
    target = _id_for(source, name) if lang == "en" else source
    after = _on_file(files, old)
    before = dict(old.entity.names).get(lang)
    file = _file(source)
    after[file] = yamltext.set_scalar(after[file], source, ("name", lang), name)
    after = _changed(after, source, yamltext.drop, ("variants", lang), name)
    if before and before != name:
        after = _changed(after, source, yamltext.add, ("variants", lang), before)
    if target != source:
        after[file] = yamltext.set_scalar(after[file], source, ("id",), target)
        after = _changed(after, target, yamltext.add, ("was",), source)
        after = _pointing_elsewhere(after, source, target)
    return _edit(files, after, source, target)


def block(
    files: Files,
    source: EntityId,
    *,
    authority: Authority,
    found: Mapping[EntityId, Entity] | None = None,
) -> Edit:
    """Let a name never be a tag again, whether it is on file or was found in a text."""
    after = _on_file(files, _entry(source, authority, found))
    file = _file(source)
    after[file] = yamltext.set_flag(after[file], source, "blocked")
    return _edit(files, after, source)


def entry_text(entity: Entity) -> str:
    """An entry for `entity` as it would stand in its file, ready to paste."""
    names = ", ".join(f"{lang}: {yamltext.scalar(name)}" for lang, name in entity.names)
    lines = [f"- id: {entity.id}", f"  name: {{{names}}}"]
    by_language: dict[str, list[str]] = {}
    for lang, form in entity.variants:
        by_language.setdefault(lang, []).append(yamltext.scalar(form))
    if by_language:
        said = ", ".join(f"{lang}: [{', '.join(v)}]" for lang, v in sorted(by_language.items()))
        lines.append(f"  variants: {{{said}}}")
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- steps


def _entry(key: EntityId, authority: Authority, found: Mapping[EntityId, Entity] | None) -> Entry:
    if key in authority.entries:
        return authority.entries[key]
    if found and key in found:
        return Entry(found[key], place="found in text")
    raise ConfigError(f"{key}: no such entity; `build_archive.py review` lists what was found")


def _refuse_merge(old: Entry, new: Entry) -> None:
    a, b = old.entity, new.entity
    if a.id == b.id:
        raise ConfigError(f"{a.id}: cannot be merged with itself; name two ids")
    if a.kind != b.kind:
        raise ConfigError(f"{a.id} is a {a.kind}, {b.id} a {b.kind}; only alike things merge")
    if b.id in old.never or a.id in new.never:
        raise ConfigError(f"{a.id}: `not:` says it is never {b.id}; take that out first")


def _on_file(files: Files, entry: Entry) -> dict[str, str]:
    """The texts with an entry for what so far is only built in or found."""
    after = {**dict.fromkeys(FILES, ""), **files}
    key, file = entry.entity.id, _file(entry.entity.id)
    if not yamltext.has(after[file], key):
        names = tuple(pair for pair in entry.entity.names if pair[0] == "en")
        built_in = Entity(key, entry.entity.kind, names or entry.entity.names)
        written = entry.entity if entry.place == "found in text" else built_in
        after[file] = yamltext.append(after[file], entry_text(written))
    return after


def _take_name(after: Mapping[str, str], target: Entity, lang: str, name: str) -> dict[str, str]:
    if (lang, name) in (*target.names, *target.variants):
        return dict(after)
    return _changed(after, target.id, yamltext.add, ("variants", lang), name)


def _added_surnames(
    after: Mapping[str, str], target: Entry, lang: str, name: str
) -> dict[str, str]:
    """A surname of another spelling: written down with those the entry had without saying."""
    found = dict(after)
    for own_lang, own in (*target.surnames, (lang, name)):
        found = _changed(found, target.entity.id, yamltext.add, ("surname", own_lang), own)
    return found


def _pointing_elsewhere(
    after: Mapping[str, str], source: EntityId, target: EntityId
) -> dict[str, str]:
    """Every `broader`, `country`, `beside` and `not` that named the old id names the new one."""
    found = dict(after)
    for file, text in sorted(found.items()):
        found[file] = yamltext.redirected(text, source, target)
    return found


def _changed(
    after: Mapping[str, str],
    key: EntityId,
    change: yamltext.Change,
    where: tuple[str, ...],
    value: str,
) -> dict[str, str]:
    file = _file(key)
    return {**after, file: change(after[file], key, where, value)}


def _file(key: EntityId) -> str:
    return key.partition("/")[0] + ".yml"


def _id_for(source: EntityId, name: str) -> EntityId:
    return EntityId(f"{source.partition('/')[0]}/{slugify(name)}")


def _edit(before: Files, after: Files, *affected: EntityId) -> Edit:
    changed = {name: text for name, text in after.items() if text != before.get(name, "")}
    return Edit(dict(sorted(changed.items())), tuple(sorted(set(affected))))
