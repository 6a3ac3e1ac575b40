"""Measures: what one agency does under its own power, followed until it is done or cannot be done."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Measure, MeasureState
from app.casework import rows
from app.casework.cases import OPEN_STATES
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store


def of_case(store: Store, case_id: str) -> tuple[Measure, ...]:
    """Return the measures of a case, by number."""
    with store.read() as connection:
        return rows.measures(connection, case_id)


def create(
    store: Store,
    case_id: str,
    title: str,
    agency_id: str,
    legal_power: str,
    due: str,
    *,
    state: MeasureState = MeasureState.OPEN,
    conference_id: str | None = None,
    depends_on: str | None = None,
    cites: Sequence[str] = (),
    result: str = "",
) -> Change:
    """Agree on a measure. Each agency acts under its own power, so the power must be named."""
    if not legal_power.strip():
        raise UserError(
            "measure.power",
            _("A measure needs the legal power of the agency that carries it out."),
            _("Name the provision, for example “§ 35 GewO”."),
        )
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Measure agreed"), Action.COLLECTION, case_id=case_id) as work,
    ):
        table = tables.measure
        last = select(func.max(table.c.no)).where(table.c.case_id == case_id)
        measure_id = work.insert(
            table,
            {
                "case_id": case_id,
                "no": (work.connection.execute(last).scalar() or 0) + 1,
                "title": title,
                "legal_power": legal_power,
                "due": due,
                "state": state,
                "result": result,
                "agency_id": agency_id,
                "conference_id": conference_id,
                "depends_on": depends_on,
            },
        )
        pairs = [{"measure_id": measure_id, "finding_id": f} for f in cites]
        work.insert_many(tables.measure_citation, pairs)
        work.about(measure_id)
    return work.done


def set_state(store: Store, measure_id: str, state: MeasureState, result: str = "") -> Change:
    """Move a measure on; "impossible" and "not done" ask for the result that explains them."""
    if state in (MeasureState.IMPOSSIBLE, MeasureState.NOT_DONE) and not result.strip():
        raise UserError(
            "measure.result",
            _("A measure that was not carried out needs an explanation."),
            _("Say why in the result."),
        )
    with store.read() as connection:
        query = select(tables.measure.c.case_id).where(tables.measure.c.id == measure_id)
        case_id = str(connection.execute(query).scalar_one())
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Measure changed"), Action.ALTERATION, case_id=case_id) as work,
    ):
        work.update(tables.measure, measure_id, state=state, **({"result": result} if result else {}))
        work.about(measure_id)
    return work.done


def open_ones(store: Store) -> tuple[Measure, ...]:
    """Return the open measures of all cases, earliest due first."""
    table = tables.measure
    with store.read() as connection:
        cases = connection.execute(select(table.c.case_id).distinct()).scalars().all()
        found = [m for case_id in cases for m in rows.measures(connection, case_id)]
    return tuple(sorted((m for m in found if m.state in OPEN_STATES), key=lambda m: (m.due, m.case_id, m.no)))
