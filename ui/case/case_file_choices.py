"""The formats in which a whole case leaves for other programs, as a form offers them."""

from pathlib import Path

from app.base.i18n import _
from app.policy.release import ReleaseRequest
from app.store.store import Store
from ui.shell.late_import import load_late

_ENDINGS = {
    "anx": "anx",
    "yed": "graphml",
    "ftm": "ftm.json",
    "geojson": "geojson",
    "ics": "ics",
    "xdomea": "zip",
}


def case_file_choices() -> tuple[tuple[str, str], ...]:
    """Return the formats with their words, the ones drawn from the chart first."""
    return (
        ("anx", "i2 Analyst’s Notebook"),
        ("yed", "GraphML (yEd)"),
        ("ftm", "FollowTheMoney"),
        ("geojson", "GeoJSON"),
        ("ics", _("iCalendar (dates only)")),
        ("xdomea", _("xdomea 4.0 (archive)")),
    )


def is_case_file(fmt: str) -> bool:
    """Tell whether a format writes the whole case."""
    return fmt in _ENDINGS


def ending_of(fmt: str) -> str:
    """Return the ending of the files of a format."""
    return _ENDINGS[fmt]


def named(path: Path, fmt: str, *, internal: bool) -> Path:
    """Return the path with the ending of its format, and a name that says so where it is internal."""
    ending = f".{_ENDINGS[fmt]}"
    whole = path if path.name.endswith(ending) else path.with_name(f"{path.name}{ending}")
    if not internal:
        return whole
    stem = whole.with_name(whole.name.removesuffix(ending) + ".x")
    marked: Path = load_late("app.handover.tables").internal_name(stem)
    return marked.with_name(marked.name.removesuffix(".x") + ending)


def foreseen(store: Store, case_id: str, request: ReleaseRequest | None, fmt: str) -> tuple[str, ...]:
    """Return what a file would hold and lose, a sentence each; a graph file of a chart, too."""
    said = load_late("app.handover.case_files").foresee(store, case_id, request, fmt)
    lines: tuple[str, ...] = said.losses
    return lines
