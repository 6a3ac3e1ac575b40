"""The demo store: an office with its registers, two invented cases, and one published network as a third."""

from collections.abc import Callable
from dataclasses import dataclass

from app.base.paths import resource
from app.base.progress import Progress
from app.casework import cases, document_texts
from app.demo import ctc_seed, library_seed, office_seed
from app.demo.demo_agencies import add_agencies
from app.demo.montagna_case import build_montagna
from app.demo.script_case import build_case
from app.store.store import Store

SCRIPTS = ("vehicle_hire.yaml", "barbershops.yaml")


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What was built: the references of the cases in order, and how many there are of each thing."""

    cases: tuple[str, ...]
    counts: dict[str, int]


def build(store: Store, progress: Progress | None = None) -> DemoResult:
    """Fill an empty store with the demo; takes seconds.

    The two invented cases keep the ids of everything in them from build to build, their review days and
    conferences are set from today.
    """
    steps: list[Callable[[Store], str]] = [*(_from_script(name) for name in SCRIPTS), build_montagna]
    progress = progress or Progress()
    counts = {"agencies": add_agencies(store), "register_entries": office_seed.seed(store)}
    counts["register_entries"] += ctc_seed.seed(store)
    counts["library_documents"] = library_seed.seed(store)
    made = []
    for done, step in enumerate(steps):
        progress.step(done, len(steps))
        made.append(step(store))
    document_texts.read_texts(store)
    progress.step(len(steps), len(steps))
    summaries = [s for s in cases.list_cases(store) if s.header.reference in made]
    counts |= {
        "cases": len(summaries),
        "nodes": sum(s.nodes for s in summaries),
        "links": sum(s.links for s in summaries),
        "findings": sum(s.findings for s in summaries),
    }
    return DemoResult(tuple(made), counts)


def _from_script(name: str) -> Callable[[Store], str]:
    return lambda store: build_case(store, resource("demo", name))
