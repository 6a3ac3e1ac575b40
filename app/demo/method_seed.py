"""The methods of the demo cases: filled barrier models and a comparison of hypotheses.

Everything goes in through the functions that people use, in resources/demo/methods.yaml by case.
"""

from collections.abc import Mapping
from typing import Any

from app.base.declared_files import declared
from app.base.method_records import ABSENCE, EXONERATING, FINDING, NULL, Method, MethodKind, PartKind
from app.casework import hypothesis_ratings, method_parts, methods
from app.demo.case_delivery import agency_id, day_from_today
from app.demo.case_script import Part, Script
from app.store.store import Store


def compare_and_cover(store: Store, case_id: str, script: Script) -> None:
    """Write down the methods of a demo case, none if the file names none."""
    said: Mapping[str, Any] = declared("demo", "methods.yaml").get(script.reference, {})
    if "barriers" in said:
        _model(store, case_id, script, said["barriers"])
    if "hypotheses" in said:
        _comparison(store, case_id, script, said["hypotheses"])


def _model(store: Store, case_id: str, script: Script, said: Part) -> None:
    made = methods.create(
        store, case_id, MethodKind.BARRIERS, question=said["question"], template=said["template"]
    )
    method = methods.read(store, made.ids[0])
    for part in said["parts"]:
        step = method.of(PartKind.STEP)[part["step"] - 1]
        found = method.of(PartKind(part["kind"]), step.id)[part["at"] - 1]
        values = {"status": part["status"]} if "status" in part else {}
        if "agency" in part:
            who = part["agency"]
            values |= {"agency_id": agency_id(who) if who else "", "partner": ""}
        if "in_days" in part:
            values["due"] = day_from_today(int(part["in_days"]))
        method_parts.change(store, found.id, values)
        for handle in part.get("cite", ()):
            method_parts.cite(store, found.id, script.finding_id(handle))


def _comparison(store: Store, case_id: str, script: Script, said: Part) -> None:
    made = methods.create(store, case_id, MethodKind.HYPOTHESES, said["title"], said["question"])
    method = methods.read(store, made.ids[0])
    for role in (NULL, EXONERATING):
        mandatory = next(h for h in method.of(PartKind.HYPOTHESIS) if h.role == role)
        method_parts.change(store, mandatory.id, {"text": said[role]["text"]})
        for handle in said[role]["cite"]:
            method_parts.cite(store, mandatory.id, script.finding_id(handle))
    for part in said["hypotheses"]:
        cites = tuple(script.finding_id(handle) for handle in part["cite"])
        method_parts.add(store, method.id, PartKind.HYPOTHESIS, {"text": part["text"]}, cites=cites)
    for kind in (PartKind.ASSUMPTION, PartKind.MILESTONE):
        for part in said[f"{kind.value}s"]:
            method_parts.add(store, method.id, kind, part)
    for row in said["rows"]:
        _row(store, script, methods.read(store, method.id), row, said["raters"])
    method_parts.add(store, method.id, PartKind.CONCLUSION, {"text": said["conclusion"]})


def _row(store: Store, script: Script, method: Method, row: Part, raters: list[str]) -> None:
    cites: tuple[str, ...] = ()
    if "finding" in row:
        values, cites = {"role": FINDING}, (script.finding_id(row["finding"]),)
    else:
        values = {"role": ABSENCE, "text": row["absence"], "note": row["note"]}
    row_id = method_parts.add(store, method.id, PartKind.EVIDENCE, values, cites=cites).ids[0]
    own = [h.id for h in method.of(PartKind.HYPOTHESIS) if not h.role]
    ends = {h.role: h.id for h in method.of(PartKind.HYPOTHESIS) if h.role}
    order = [*own, ends[EXONERATING], ends[NULL]]
    for at, rater in enumerate(raters):
        told = {h: verdicts[at] for h, verdicts in zip(order, row["rate"], strict=True)}
        hypothesis_ratings.rate_row(store, row_id, told, rater)
