"""Briefing templates as the window reads and saves them. Loaded late: the PDF engine comes in with them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.base.i18n import language
from app.briefing.logo import checked_logo
from app.briefing.office_template import OfficeTemplate, OfficeText, from_mapping, to_mapping
from app.handover import briefing_templates
from app.store.store import Store
from ui.case.sign_picture import picture_of


def read(store: Store, name: str) -> OfficeTemplate:
    """Return a saved template, or one with all parts and no name yet."""
    return briefing_templates.find(store, name) if name else OfficeTemplate("")


def save(
    store: Store,
    kept: OfficeTemplate,
    values: Mapping[str, str],
    parts: Sequence[str],
    sign: Path | None,
) -> str:
    """Save what the form says; the texts that it does not show stay. Returns the name."""
    said = to_mapping(replace(kept, texts=_texts(kept, values)))
    made = from_mapping({**said, "name": values["name"], "parts": list(parts)})
    logo = checked_logo(picture_of(sign)) if sign else kept.logo
    briefing_templates.save(store, replace(made, logo=logo))
    return made.name


def _texts(kept: OfficeTemplate, values: Mapping[str, str]) -> tuple[OfficeText, ...]:
    if not values["text"].strip():
        return kept.texts[1:]
    before = kept.texts[0] if kept.texts else OfficeText(values["part"])
    heading, text = values["heading"], values["text"]
    if language() == "de":
        shown = replace(before, part=values["part"], heading_de=heading, text_de=text)
    else:
        shown = replace(before, part=values["part"], heading_en=heading, text_en=text)
    return (shown, *kept.texts[1:])
