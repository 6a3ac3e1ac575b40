"""The plan of the yearly report: its sections, what each says, counts, lists and draws."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.base.declared_files import declared
from app.base.i18n import language
from app.base.yaml_loader import PLAIN
from app.office.register_model import registers

KINDS = ("growth", "years", "states", "enquiries")


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """What a section draws: entries of a register by year or by state, or enquiries by year."""

    kind: str
    register: str
    by: str
    title_de: str
    title_en: str

    @property
    def title(self) -> str:
        """The title in the language in force."""
        return self.title_de if language() == "de" else self.title_en


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section; `where` narrows its list, `all_figures` makes it the table of all figures.

    `imprint` says who publishes the report; such a section has no number. `profile` names the field of the
    office's own entry that is said in place of the text, if it is filled in.
    """

    number: str
    title_de: str
    title_en: str
    text_de: str
    text_en: str
    figures: tuple[str, ...]
    listed: str
    where: Mapping[str, tuple[str, ...]]
    charts: tuple[ChartPlan, ...]
    all_figures: bool
    imprint: bool
    profile: str

    @property
    def title(self) -> str:
        """The title in the language in force."""
        return self.title_de if language() == "de" else self.title_en

    @property
    def text(self) -> str:
        """What the section says unless the office says otherwise; figures stand in braces."""
        return self.text_de if language() == "de" else self.text_en


@functools.cache
def sections() -> tuple[SectionPlan, ...]:
    """Return the shipped plan; ValueError if it names a figure or register that there is not."""
    found = tuple(map(_section, _read()["sections"]))
    lists = {plan.listed for plan in found} | {c.register for plan in found for c in plan.charts}
    named = {name for plan in found for name in plan.figures} | set(cover_figures())
    known = {rule.id for declared in registers().values() for rule in declared.figures}
    wrong = named - known | lists - set(registers()) - {""}
    if wrong:
        raise ValueError(", ".join(sorted(wrong)))
    return found


def cover_figures() -> tuple[str, ...]:
    """Return the figures that stand on the first page."""
    return tuple(_read()["cover"])


def _read() -> Mapping[str, Any]:
    return declared("office", "report.yaml", loader=PLAIN)


def _section(entry: Mapping[str, Any]) -> SectionPlan:
    return SectionPlan(
        entry["no"],
        entry["title_de"],
        entry["title_en"],
        entry.get("text_de", ""),
        entry.get("text_en", ""),
        tuple(entry.get("figures", ())),
        entry.get("list", ""),
        {name: _alternatives(value) for name, value in entry.get("where", {}).items()},
        tuple(map(_chart, entry.get("charts", ()))),
        entry.get("all_figures") == "true",
        entry.get("imprint") == "true",
        entry.get("profile", ""),
    )


def _chart(entry: Mapping[str, str]) -> ChartPlan:
    if entry["kind"] not in KINDS:
        raise ValueError(entry["kind"])
    register, by = entry.get("register", ""), entry.get("by", "")
    return ChartPlan(entry["kind"], register, by, entry["title_de"], entry["title_en"])


def _alternatives(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
