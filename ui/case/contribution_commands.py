"""From what the forms about contributions give to changes of the case. Free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Label
from app.casework import contributions, quarantine
from app.casework.contributions import Arrival
from app.store import undo
from app.store.change import Change
from app.store.store import Store
from ui.case import document_commands
from ui.case.contribution_query import label_of

Values = Mapping[str, str]
_FIELD_OF = {
    "contribution.title": "title",
    "contribution.agency": "agency",
    "contribution.received": "received",
    "contribution.classification": "classification",
    "contribution.reason": "reason",
    "source.reliability": "reliability",
    "provisions.unknown": "provision",
    "quarantine.reason": "reason",
    "label.incomplete": "means",
    "document.unreadable": "",
}


def field_of(error: UserError) -> str:
    """Return the key of the field that a refusal is about, "" if it is about none."""
    return _FIELD_OF.get(error.key, "")


def take_in(
    store: Store, case_id: str, paths: Sequence[Path], progress: Progress, values: dict[str, str]
) -> Change:
    """Register a contribution with its first source and its documents; return all of it as one change.

    One document is what the source refers to. A file that cannot be read refuses everything beforehand.
    """
    for path in paths:
        if not path.is_file():
            raise UserError(
                "document.unreadable",
                _("“{name}” cannot be read."),
                _("Choose a file that you may open."),
                name=path.name,
            )
    arrival = _arrival(values)
    alone = len(paths) == 1 and bool(arrival.reference.strip())
    made = [contributions.take_in(store, case_id, replace(arrival, reference="") if alone else arrival)]
    if paths:
        try:
            made += _with_documents(store, made[0], paths, progress, arrival if alone else None)
        except BaseException:
            # Nothing half done: what was registered for these files goes with them.
            contributions.withdraw(store, made[0].ids[0], _("Registration broken off"))
            raise
    return undo.unite(store, made)


def _with_documents(
    store: Store, made: Change, paths: Sequence[Path], progress: Progress, arrival: Arrival | None
) -> list[Change]:
    """Add the documents and, with `arrival`, the source that refers to the only one."""
    contribution_id = made.ids[0]
    came = {"contribution": contribution_id}
    added = [document_commands.add_files(store, made.case_id, paths, progress, came)]
    if arrival is not None:
        source = arrival.kind, arrival.reference, arrival.reliability
        document_id = added[-1].ids[0]
        added.append(contributions.add_source(store, made.case_id, contribution_id, *source, document_id))
    return added


def _arrival(values: Values) -> Arrival:
    return Arrival(
        agency_id=values.get("agency", ""),
        title=values.get("title", ""),
        kind=values.get("kind", ""),
        reference=values.get("reference", ""),
        reliability=values.get("reliability") or "X",
        received=values.get("received", ""),
        provision=values.get("provision", ""),
        purpose=values.get("purpose", ""),
        regime=values.get("regime", ""),
        classification=values.get("classification") or "OPEN",
        label=label_of(values),
    )


def save_label(store: Store, contribution_id: str, values: dict[str, str]) -> Change:
    """Complete or correct a label."""
    label = label_of(values) or Label("", "", "", "", "")
    return contributions.set_label(store, contribution_id, label, values.get("reason", ""))


def save_frame(store: Store, contribution_id: str, values: dict[str, str]) -> Change:
    """Correct the frame of a contribution."""
    changes = {name: values[name] for name in contributions.CHANGEABLE}
    return contributions.edit(store, contribution_id, values.get("reason", ""), **changes)


def withdraw(store: Store, contribution_id: str, values: dict[str, str]) -> Change:
    """Withdraw a contribution with all that came with it."""
    return contributions.withdraw(store, contribution_id, values.get("reason", ""))


def put_in_quarantine(store: Store, contribution_id: str, values: dict[str, str]) -> Change:
    """Hold a contribution whose label is in doubt."""
    return quarantine.put(store, contribution_id, values.get("reason", ""))
