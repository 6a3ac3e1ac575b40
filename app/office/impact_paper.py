"""The impact assessment (BDSG section 67), prefilled: what is analysed how, with which risk and safeguard.

Its words are declared in resources/office/impact_assessment.yaml, one note for every kind of analysis; a test
holds every command of the program to one. What only people can weigh has lines to write on.
"""

from typing import Any

from sqlalchemy import func, select

from app.base.declared_files import declared
from app.base.i18n import _, language
from app.base.paper_records import OfficePaper, PaperSection, PaperTable
from app.store import tables
from app.store.store import Store


def declaration() -> dict[str, Any]:
    """Return the declaration as it was read."""
    return declared("office", "impact_assessment.yaml")


def impact_paper(store: Store, day: str) -> OfficePaper:
    """Return the prefilled assessment as of an ISO day."""
    c = tables.case_file.c
    with store.read() as connection:
        purposes = sorted(set(connection.execute(select(c.purpose).where(c.purpose != "")).scalars()))
        counts = {
            name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for name, table in ((_("Cases"), tables.case_file), (_("Findings"), tables.finding))
        }
    sections = (
        PaperSection(
            _("1. What is processed"),
            (
                _("Case files made of what agencies contribute; the office has no operational powers."),
                _("A proposal of this program, to be completed and confirmed by the controller."),
            ),
            ((_("Purposes"), "; ".join(purposes)), *((name, str(n)) for name, n in counts.items())),
            lines=2,
        ),
        PaperSection(_("2. Necessity and proportionality"), lines=4),
        PaperSection(_("3. Kinds of analysis"), (), (), _analyses()),
        PaperSection(_("4. Risks for people, and what is done"), (), (), _risks()),
        PaperSection(_("5. Further risks and measures of this office"), lines=4),
        PaperSection(_("6. Advice of the data protection officer"), lines=3),
        PaperSection(_("7. Result; consultation of the supervisory authority (BDSG section 69)"), lines=3),
    )
    signed = (_("Controller: place, date"), _("Data protection officer"))
    return OfficePaper(f"DSFA-{day}", _("Impact assessment (BDSG section 67)"), day, sections, signed)


def _analyses() -> PaperTable:
    columns = ((_("Kind"), 2.2), (_("What for"), 2.8), (_("Risk"), 2.6), (_("Safeguard"), 3.4))
    rows = tuple(
        tuple(_said(entry, part) for part in ("label", "purpose", "risk", "safeguard"))
        for entry in declaration()["analyses"]
    )
    return PaperTable(columns, rows)


def _risks() -> PaperTable:
    rows = tuple((_said(entry, "label"), _said(entry, "safeguard")) for entry in declaration()["risks"])
    return PaperTable(((_("Risk"), 3.0), (_("Safeguard"), 6.0)), rows)


def _said(entry: dict[str, str], part: str) -> str:
    return entry[f"{part}_de" if language() == "de" else f"{part}_en"]
