"""Every way out of a case for one recipient, each tried once; a refusal is kept with its words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.base.errors import UserError
from app.briefing.career_pages import compose_career
from app.briefing.case_sheets import CaseSheets
from app.briefing.content import Briefing
from app.briefing.method_paper import compose_method
from app.briefing.money_pages import compose_money
from app.briefing.options import BriefingOptions
from app.casework import methods
from app.exchange.case_formats import CASE_FORMATS
from app.exchange.table_selection import TableKind
from app.handover import case_files, packages, pictures
from app.handover.briefings import briefing_for_printer, write_briefing
from app.handover.case_papers import write_case_paper
from app.handover.case_sheets import career_wish
from app.handover.charts import write_chart_file
from app.handover.package_extras import Choice
from app.handover.tables import TableWish, write_table_file
from app.policy.views import View
from tests.leaks.leak_scene import Scene

BASIS = "§ 23 PolG NRW"
PASSPHRASE = "vier zufällige Wörter"


@dataclass
class Exits:
    """A folder for what goes out, and the refusals by the name of the way that was refused.

    Ways named in `leaving_out` are not tried.
    """

    folder: Path
    leaving_out: frozenset[str] = frozenset()
    refused: dict[str, UserError] = field(default_factory=dict)

    def go(self, name: str, write: Callable[[Path], object]) -> None:
        """Try one way; what it writes goes to the file of this name."""
        if name in self.leaving_out:
            return
        self.folder.mkdir(exist_ok=True)
        try:
            write(self.folder / name)
        except UserError as error:
            self.refused[name] = error


def leave(scene: Scene, out: Exits, chart: str) -> None:
    """Write everything that can be written of a case; `chart` is the saved chart to draw and to send."""
    _briefings(scene, out, chart)
    _charts(scene, out, chart)
    _files(scene, out)
    _papers(scene, out)
    for name, choice in (("case", Choice(charts=(chart,))), ("judged", Choice(all_judgements=True))):
        out.go(f"{name}.rundblick-paket", partial(_seal, scene, choice))


def _seal(scene: Scene, choice: Choice, path: Path) -> None:
    keys = [scene.identity.public()]
    packages.seal_case(scene.store, scene.case_id, scene.request, keys, path, choice=choice)


def _briefings(scene: Scene, out: Exits, chart: str) -> None:
    asked = (scene.store, scene.case_id, scene.request)
    career = career_wish(scene.store, scene.case_id, scene.person, BASIS, named=True)
    sheets = CaseSheets(wealth_of=(scene.person, scene.organisation), careers=(career,))
    out.go("briefing.pdf", partial(write_briefing, *asked, chart_id=chart, sheets=sheets))
    out.go("locked.pdf", partial(write_briefing, *asked, language="en", passphrase=PASSPHRASE))
    out.go("printed.pdf", partial(_print, scene))


def _print(scene: Scene, path: Path) -> None:
    """Keep what goes to the printer."""
    sheets, _result = briefing_for_printer(scene.store, scene.case_id, scene.request, "Druck", copies=1)
    path.write_bytes(sheets[0])


def _charts(scene: Scene, out: Exits, chart: str) -> None:
    asked = (scene.store, scene.case_id, scene.request)
    for fmt in ("svg", "png", "pdf", "graphml", "gexf"):
        out.go(f"laid-out.{fmt}", partial(write_chart_file, *asked))
        out.go(f"saved.{fmt}", partial(write_chart_file, *asked, chart_id=chart))
    for algorithm in ("timeline", "theme"):
        out.go(f"{algorithm}-chart.svg", partial(write_chart_file, *asked, algorithm=algorithm))
    for fmt in ("svg", "pdf"):
        out.go(f"timeline.{fmt}", partial(pictures.write_timeline_file, *asked))
        out.go(f"map.{fmt}", partial(pictures.write_map_file, *asked, ties=True))


def _files(scene: Scene, out: Exits) -> None:
    asked = (scene.store, scene.case_id, scene.request)
    for kind in TableKind:
        for fmt in ("csv", "xlsx"):
            out.go(f"{kind}.{fmt}", partial(write_table_file, *asked, TableWish(kind, fmt)))
    for one in CASE_FORMATS.values():
        out.go(f"case-{one.id}.{one.ending}", partial(case_files.write_case_file, *asked, one.id))


def _papers(scene: Scene, out: Exits) -> None:
    wish = career_wish(scene.store, scene.case_id, scene.person, BASIS, named=True)

    def money(view: View, options: BriefingOptions) -> Briefing:
        return compose_money(view, options, about=scene.person)

    def career(view: View, options: BriefingOptions) -> Briefing:
        return compose_career(view, options, wish)

    asked = (scene.store, scene.case_id, scene.request)
    out.go("money.pdf", partial(write_case_paper, *asked, kind="money", compose=money))
    out.go("career.pdf", partial(write_case_paper, *asked, kind="career", compose=career))
    for no, method in enumerate(methods.of_case(scene.store, scene.case_id), 1):
        compose = partial(compose_method, method_id=method.id)
        out.go(f"method-{no}.pdf", partial(write_case_paper, *asked, kind="method", compose=compose))
