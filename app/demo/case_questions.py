"""What a demo case asks: its agencies with role and provision, gap table, collection plan, missed chances.

Everything goes in through the functions that people use. Days in the script count from today, so that some
of it always waits and some of it is always late.
"""

from collections.abc import Mapping

from app.base.records import Delivery
from app.casework import career_interventions, case_parties, collection_plan, gaps, quarantine
from app.casework.career_interventions import Intervention
from app.demo.case_delivery import agency_id, day_from_today
from app.demo.case_script import Part, Script
from app.demo.demo_agencies import NAMES
from app.policy.provisions import OFFICE_CLASS
from app.store.audit import Action
from app.store.store import Store


def hold_unlabelled(store: Store, case_id: str, delivery: Delivery, label: str) -> None:
    """Put what came without its label into quarantine, as registering and importing in the window do."""
    with store.write(label, Action.ALTERATION, case_id=case_id, undoable=False) as work:
        for contribution in delivery.contributions:
            if quarantine.hold_unlabelled(work, contribution):
                work.about(contribution.id)


def ask(store: Store, case_id: str, script: Script) -> None:
    """Name the agencies that take part, what is known and what is not, and who is to find it out."""
    for part in script.section("parties"):
        agency, note = agency_id(part["agency"]), part.get("note", "")
        case_parties.put(store, case_id, agency, part["role"], part.get("provision", ""), note)
    asked = {part["as"]: _gap(store, case_id, script, part) for part in script.section("gaps")}
    for part in script.section("tasks"):
        _task(store, case_id, part, asked)


def name_interventions(store: Store, case_id: str, script: Script) -> None:
    """Name the points at which an agency could have acted, none if the script names none."""
    for part in script.sections.get("interventions", ()):
        said = Intervention(
            part["text"],
            part["in"],
            NAMES[part["agency"]][0],
            part["provision"],
            script.id("source", part["source"]),
            agency_id(OFFICE_CLASS),
            tuple(script.finding_id(handle) for handle in part["on"]),
            part["why"],
        )
        career_interventions.record(store, case_id, script.id("subject", part["person"]), said)


def _gap(store: Store, case_id: str, script: Script, part: Part) -> str:
    gap_id = gaps.add(store, case_id, part["question"], part["text"]).ids[0]
    for cell in gaps.CITING:
        for handle in part.get(cell, ()):
            gaps.cite(store, gap_id, cell, script.finding_id(handle))
    for cell in (gaps.UNKNOWN, gaps.NOT_PERMITTED):
        for text in part.get(cell, ()):
            gaps.note(store, gap_id, cell, text)
    if "state" in part:
        gaps.change(store, gap_id, part["text"], part["state"])
    return gap_id


def _task(store: Store, case_id: str, part: Part, asked: Mapping[str, str]) -> None:
    values = {name: str(part[name]) for name in collection_plan.FIELDS if name in part}
    values |= {"gap_id": asked[part["gap"]], "agency_id": agency_id(part["agency"])}
    values["due"] = day_from_today(int(part["in_days"]))
    collection_plan.add(store, case_id, values)
