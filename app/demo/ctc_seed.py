"""An invented site of Communities That Care with three invented surveys, marked as such by its name."""

from typing import Any

from app.base.paths import resource
from app.office.ctc_cells import SITES, VALUES
from app.office.ctc_plan_sections import PROGRAMMES, TASKS
from app.office.ctc_profile import PRIORITIES
from app.office.entries import Row, add_many
from app.ontology.declarations import read_mapping
from app.store.store import Store

_LISTS = {"priorities": PRIORITIES, "programmes": PROGRAMMES, "tasks": TASKS}
_STATE = "state"


def seed(store: Store) -> int:
    """Enter the site and its surveys and return how many entries they are."""
    declared: dict[str, Any] = read_mapping(resource("demo", "ctc.yaml"))
    # One after the other: an area that lies within another one is called by its name.
    for site in declared["sites"]:
        add_many(store, SITES, [_row(site)])
    values = [row for one in declared["values"] for row in _cells(one, declared["source"])]
    add_many(store, VALUES, values)
    total = len(declared["sites"]) + len(values)
    for name, register_id in _LISTS.items():
        add_many(store, register_id, [_row(one) for one in declared[name]])
        total += len(declared[name])
    return total


def _row(told: dict[str, str]) -> Row:
    return Row({k: str(v) for k, v in told.items() if k != _STATE}, told.get(_STATE, ""))


def _cells(one: dict[str, Any], source: str) -> list[Row]:
    surveys = {name: cell for name, cell in one.items() if name.isdecimal()}
    fixed = {k: one[k] for k in ("site", "factor", "comparison")} | {"source": source}
    return [
        Row({**fixed, "year": year, "respondents": str(count), **({"share": share} if share else {})})
        for year, (count, share) in surveys.items()
    ]
