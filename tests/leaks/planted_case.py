"""The whole case with everything planted: what stays, what the office wrote beside it, and what may go."""

from dataclasses import dataclass, replace

from app.store.store import Store
from tests.leaks.leak_scene import Scene
from tests.leaks.marker_words import Markers
from tests.leaks.planted_conferences import Told, plant_conferences
from tests.leaks.planted_findings import Withheld, plant_findings
from tests.leaks.planted_office_texts import plant_texts
from tests.leaks.planted_released import plant_released


@dataclass(frozen=True)
class Case:
    """What was planted, in the scene with a document that may go along; `told` are findings that go."""

    planted: Scene
    withheld: Markers
    shown: Markers
    stays: Withheld
    chart: str
    chart_name: str
    conference: str
    told: tuple[str, ...]

    def scene(self, store: Store) -> Scene:
        """Return the scene in a copy of the store it was planted in."""
        return replace(self.planted, store=store)


def plant(scene: Scene) -> Case:
    """Plant everything; what stays changes nothing of what the recipient is given."""
    withheld, shown = Markers(), Markers("YQXV")
    chosen = scene.with_document(plant_released(scene, shown))
    before = repr(chosen.view)
    stays = plant_findings(chosen, withheld)
    assert repr(chosen.view) == before
    name = withheld.word("name of a chart")
    chart = plant_texts(chosen, withheld, stays, name)
    told = Told(shown.word("place of a conference"), shown.word("cleared title of a point"))
    conference = plant_conferences(chosen, withheld, stays, chart, told)
    return Case(chosen, withheld, shown, stays, chart, name, conference, _told(chosen))


def _told(scene: Scene) -> tuple[str, ...]:
    """Return findings about somebody that the recipient is given, the same ones each time."""
    about = [f for f in scene.view.findings if f.subject_id == scene.person]
    return tuple(f.id for f in sorted(about, key=lambda f: (f.property, f.value))[:3])
