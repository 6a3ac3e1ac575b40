"""What an office declares about its briefings: parts and their order, texts of its own, its sign.

Declared in a file (YAML or JSON), see `docs/BRIEFING_TEMPLATES.md`. What is wrong in it is said in one
sentence that names the place and how to mend it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from app.base.errors import ExitCode, UserError
from app.base.i18n import _

PART_IDS = (
    "cover",
    "reading_aid",
    "situation",
    "decisions",
    "open_measures",
    "timeline",
    "facts",
    "subjects",
    "chart",
    "assessment",
    "finances",
    "money_flows",
    "ownership",
    "wealth",
    "career",
    "ended_measures",
    "sources",
    "distribution",
)
"""The parts in their usual order. The cover comes first, for it says whose copy it is.

Wealth sheets and careers are of those alone who were chosen for one briefing.
"""
MOST_LETTERS = 4000
_MOST_TEXTS = 20
_MOST_FILE = 200_000
_KEYS = frozenset({"name", "parts", "texts", "logo"})
_TEXT_KEYS = frozenset({"part", "place", "heading_de", "heading_en", "text_de", "text_en"})


@dataclass(frozen=True, slots=True)
class OfficeText:
    """A text of the office's own in a part: at its `start`, below the heading, or at its `end`."""

    part: str
    at_end: bool = False
    heading_de: str = ""
    heading_en: str = ""
    text_de: str = ""
    text_en: str = ""

    def said(self, language: str) -> tuple[str, str]:
        """Return heading and text in a language, the other one where it has none."""
        german, english = (self.heading_de, self.text_de), (self.heading_en, self.text_en)
        first, other = (german, english) if language == "de" else (english, german)
        return first if first[1] else other


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """A template; `logo` is a PNG as `app.briefing.logo.checked_logo` returns it, empty for none."""

    name: str
    parts: tuple[str, ...] = PART_IDS
    texts: tuple[OfficeText, ...] = ()
    logo: bytes = b""


def refused(place: str, what: str, remedy: str) -> UserError:
    """Return the refusal of a template, `place` being where in it the mistake stands."""
    return UserError(
        "briefing.template",
        _("The briefing template is wrong at “{place}”: {what}."),
        remedy,
        exit_code=ExitCode.INPUT_REFUSED,
        place=place,
        what=what,
    )


def read_declaration(text: str) -> tuple[OfficeTemplate, str]:
    """Read a declared template; return it without its sign, and the name of the file that holds the sign."""
    if len(text) > _MOST_FILE:
        raise refused(_("file"), _("it is too large"), _("Shorten the texts; 200,000 characters are enough."))
    try:
        said = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        place = _("line {line}").format(line=line)
        raise refused(place, _("this is no YAML or JSON"), _("Mend that line and try again.")) from error
    return from_mapping(said), _one_line(said, "logo", 255)


def from_mapping(said: Any) -> OfficeTemplate:
    """Return the template that a mapping declares, without its sign."""
    if not isinstance(said, Mapping):
        raise refused(_("file"), _("no names and values"), _("Begin with “name:”, “parts:” and “texts:”."))
    _known_keys(said, _KEYS, "")
    name = _one_line(said, "name", 60)
    if not name:
        raise refused("name", _("it is missing"), _("Give the template a name of up to 60 characters."))
    return OfficeTemplate(name, _parts(said.get("parts")), _texts(said.get("texts")))


def to_mapping(template: OfficeTemplate) -> dict[str, Any]:
    """Return what `from_mapping` reads back, without the sign."""
    texts = [
        {
            "part": t.part,
            "place": "end" if t.at_end else "start",
            "heading_de": t.heading_de,
            "heading_en": t.heading_en,
            "text_de": t.text_de,
            "text_en": t.text_en,
        }
        for t in template.texts
    ]
    return {"name": template.name, "parts": list(template.parts), "texts": texts}


def _known_keys(said: Mapping[Any, Any], known: frozenset[str], place: str) -> None:
    for key in said:
        if key not in known:
            where = f"{place}{key}"
            raise refused(
                where,
                _("there is no such entry"),
                _("Use one of: {known}.").format(known=", ".join(sorted(known))),
            )


def _one_line(said: Mapping[Any, Any], key: str, most: int, place: str = "") -> str:
    value = said.get(key, "")
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most or "\n" in value.strip():
        what = _("it has to be one line of up to {most} characters").format(most=most)
        raise refused(f"{place}{key}", what, _("Shorten it, or put it in quotation marks."))
    return value.strip()


def _parts(said: Any) -> tuple[str, ...]:
    if said is None:
        return PART_IDS
    if not isinstance(said, Sequence) or isinstance(said, str) or not said:
        raise refused("parts", _("no list of parts"), _("List the parts you want, beginning with “cover”."))
    for number, part in enumerate(said, start=1):
        where = f"parts, {number}"
        if part not in PART_IDS:
            what = _("there is no part “{part}”").format(part=part)
            raise refused(where, what, _("Use one of: {known}.").format(known=", ".join(PART_IDS)))
        if part in said[: number - 1]:
            what = _("“{part}” stands there twice").format(part=part)
            raise refused(where, what, _("Take one of the two out."))
    if said[0] != "cover":
        raise refused(
            "parts, 1",
            _("a briefing begins with its cover"),
            _("Put “cover” first: it says whose copy it is and what it may be used for."),
        )
    return tuple(said)


def _texts(said: Any) -> tuple[OfficeText, ...]:
    if said is None:
        return ()
    if not isinstance(said, Sequence) or isinstance(said, str) or len(said) > _MOST_TEXTS:
        what = _("no list of up to {most} texts").format(most=_MOST_TEXTS)
        raise refused("texts", what, _("Begin every text with “- part: …”."))
    return tuple(_text(entry, f"texts, {number}, ") for number, entry in enumerate(said, start=1))


def _text(said: Any, place: str) -> OfficeText:
    if not isinstance(said, Mapping):
        raise refused(place.rstrip(", "), _("no names and values"), _("Begin every text with “- part: …”."))
    _known_keys(said, _TEXT_KEYS, place)
    if said.get("part") not in PART_IDS:
        what = _("there is no part “{part}”").format(part=said.get("part"))
        raise refused(f"{place}part", what, _("Use one of: {known}.").format(known=", ".join(PART_IDS)))
    if said.get("place", "start") not in ("start", "end"):
        raise refused(f"{place}place", _("neither “start” nor “end”"), _("Write “start” or “end”."))
    texts = {key: said.get(key) or "" for key in ("text_de", "text_en")}
    for key, text in texts.items():
        if not isinstance(text, str) or len(text) > MOST_LETTERS:
            what = _("it has to be a text of up to {most} characters").format(most=MOST_LETTERS)
            raise refused(f"{place}{key}", what, _("Shorten it, or put it in quotation marks."))
    if not any(text.strip() for text in texts.values()):
        raise refused(f"{place}text_de", _("there is no text"), _("Write the text, or take the entry out."))
    headings = {key: _one_line(said, key, 120, place) for key in ("heading_de", "heading_en")}
    return OfficeText(said["part"], said.get("place") == "end", **headings, **texts)
