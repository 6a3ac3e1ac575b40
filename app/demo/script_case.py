"""A demo case from its script into the store: header, delivery, chart, conferences, measures, questions."""

from pathlib import Path

from app.analysis.layouts import layout
from app.analysis.network import build_network
from app.base.clock import today
from app.casework import case_frame, cases, charts, intake
from app.demo.case_delivery import delivery
from app.demo.case_questions import ask, hold_unlabelled, name_interventions
from app.demo.case_script import Part, read_script
from app.demo.meetings_and_measures import hold
from app.demo.method_seed import compare_and_cover
from app.policy.review import years_later
from app.store.store import Store


def build_case(store: Store, file: Path) -> str:
    """Build the case that a file describes and return its reference."""
    script = read_script(file)
    header = dict(script.sections["case"])
    label = f"{header['reference']} {header['title']}"
    case_id = cases.create(store, **header, review_due=years_later(today(), 1).isoformat()).ids[0]
    delivered = delivery(script)
    intake.apply(store, case_id, delivered, label)
    hold_unlabelled(store, case_id, delivered, label)
    name_interventions(store, case_id, script)
    records = cases.records(store, case_id)
    network = build_network(records.subjects, records.findings)
    chart = script.section("chart")
    positions = layout(network, chart["algorithm"])
    charts.create(store, case_id, chart["name"], chart["algorithm"], positions)
    case_frame.edit(store, case_id, outward(script.section("handing_on")))
    hold(store, case_id, script)
    ask(store, case_id, script)
    compare_and_cover(store, case_id, script)
    return script.reference


def outward(said: Part) -> dict[str, str]:
    """Return the words for handing on as the frame takes them."""
    return {f"{field}_outward": str(text) for field, text in said.items()}
