"""The bodies that contribute and receive."""

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import id_of_agency
from app.base.records import Agency
from app.policy.provisions import agency_classes
from app.policy.release import OFFICE_CLASS
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

# Who gets an access report is in the ledger like an agency, and no agency: it delivers and is chosen nowhere.
PERSON_CLASS = "PERSON"


def rows(connection: Connection) -> tuple[Agency, ...]:
    """Return every agency, by class and German name."""
    return tuple(a for a in _rows(connection) if a.class_code != PERSON_CLASS)


def _rows(connection: Connection) -> tuple[Agency, ...]:
    query = select(tables.agency).order_by(tables.agency.c.class_code, tables.agency.c.name_de)
    return tuple(Agency(*row) for row in connection.execute(query))


def all_agencies(store: Store) -> tuple[Agency, ...]:
    """Return every agency this store knows."""
    with store.read() as connection:
        return rows(connection)


def all_recipients(store: Store) -> tuple[Agency, ...]:
    """Return who can stand in ledger and log: every agency, and the person concerned (`PERSON_CLASS`)."""
    with store.read() as connection:
        return _rows(connection)


def add(store: Store, class_code: str, name_de: str, name_en: str = "", agency_id: str = "") -> Change:
    """Add an agency of a class of the provision matrix (A01 ... or OFFICE for the office itself)."""
    if class_code != OFFICE_CLASS and class_code not in agency_classes():
        raise UserError(
            "agency.class",
            _("There is no class of agencies “{code}”."),
            _("Use one of: {codes}."),
            exit_code=ExitCode.USAGE,
            code=class_code,
            codes=", ".join(agency_classes()),
        )
    with store.write(_("Agency added"), Action.COLLECTION) as work:
        row = {"class_code": class_code, "name_de": name_de, "name_en": name_en or name_de}
        work.about(work.insert(tables.agency, {"id": agency_id or id_of_agency(class_code, name_de), **row}))
    return work.done


def find(store: Store, text: str) -> Agency:
    """Return the agency meant by an id, a name in either language, or a class code if only one has it.

    Raises `UserError` (exit 2) naming the possible ones.
    """
    known = all_agencies(store)
    wanted = text.strip().casefold()
    exact = [a for a in known if wanted in (a.id, a.name_de.casefold(), a.name_en.casefold())]
    by_class = [a for a in known if a.class_code.casefold() == wanted]
    found = exact or by_class or [a for a in known if wanted and wanted in a.name_de.casefold()]
    if len(found) == 1:
        return found[0]
    raise UserError(
        "agency.ambiguous" if found else "agency.unknown",
        _("“{text}” means several agencies.") if found else _("There is no agency “{text}” in this store."),
        _("Use one of: {names}."),
        exit_code=ExitCode.USAGE,
        text=text,
        names="; ".join(f"{a.class_code} {a.name_de}" for a in found or known) or "-",
    )
