"""How long the log is kept, and the yearly erasure of what is due (BDSG section 76(4)).

The rule comes from resources/provisions/log_retention.yaml; the office can set another period, which is
logged with its reason. What the law of North Rhine-Westphalia says was not read: the setting carries
that mark until the data-protection officer has confirmed it.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.base.clock import today
from app.base.declared_files import declared
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import audit_cut, roles, tables
from app.store.audit import Action
from app.store.audit_cut import CutPlan
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store

_META = "log_retention"


@dataclass(frozen=True, slots=True)
class Retention:
    """Entries go at the end of the year `years` after the one they were generated in.

    `confirmed`: the rule was read in the law, or the data-protection officer has confirmed it. `rule` is
    the provision as lawyers cite it, `reason` what was said when the office set its own period.
    """

    years: int
    rule: str
    confirmed: bool
    reason: str = ""

    @property
    def text(self) -> str:
        """The rule in one sentence."""
        if self.years == 1:
            text = _("Entries are erased at the end of the year after that of their generation ({rule}).")
        else:
            text = _("Entries are erased at the end of year {years} after that of their generation ({rule}).")
        said = text.format(years=self.years, rule=self.rule)
        return said if self.confirmed else f"{said} {unconfirmed()}"


def unconfirmed() -> str:
    """Return the mark of a period whose provision was not read."""
    return _("To be confirmed by the office's data protection officer.")


def _declared() -> dict[str, Any]:
    return declared("provisions", "log_retention.yaml")


def _default() -> Retention:
    rule = _declared()["rules"][_declared()["office"]]
    return Retention(int(rule["years"]), f"§ {rule['paragraph']} {rule['law']}", bool(rule["verified"]))


def retention(connection: Connection) -> Retention:
    """Return the period in force."""
    stored = connection.execute(select(tables.meta.c.value).where(tables.meta.c.id == _META)).scalar()
    if not stored:
        return _default()
    said = json.loads(stored)
    return Retention(int(said["years"]), _default().rule, bool(said["confirmed"]), str(said["reason"]))


def set_retention(store: Store, years: int, reason: str, *, confirmed: bool = False) -> Change:
    """Set the office's own period in years (0: the year of generation itself), with a reason.

    `confirmed` says that the data-protection officer has read the provision. Raises `UserError` for a
    period out of bounds, without a reason, and for somebody whose role does not decide on the log.
    """
    roles.require(store, Act.CUT_LOG)
    longest = int(_declared()["longest_years"])
    if not 0 <= years <= longest:
        raise UserError(
            "retention.years",
            _("{years} years are no period for the log."),
            _("Choose 0 to {longest} years."),
            exit_code=ExitCode.USAGE,
            years=years,
            longest=longest,
        )
    if not reason.strip():
        raise UserError(
            "retention.reason", _("Another period for the log needs its reason."), _("Name the provision.")
        )
    value = json.dumps({"years": years, "reason": reason, "confirmed": confirmed}, ensure_ascii=False)
    store.claim()
    label = _("Retention of the log set: {years}").format(years=years)
    with store.write(label, Action.ADMINISTRATION, reason=reason, history=False) as work:
        if work.row(tables.meta, _META) is None:
            work.insert(tables.meta, {"id": _META, "value": value})
        else:
            work.update(tables.meta, _META, value=value)
    return work.done


def due(connection: Connection) -> CutPlan:
    """Return what is due for erasure today; changes nothing."""
    return audit_cut.plan(connection, audit_cut.due_before(today(), retention(connection).years))


def erase_due(store: Store, reason: str = "") -> tuple[CutPlan, Change | None]:
    """Erase what is due today; without a reason the rule itself is named. No change if nothing is due."""
    roles.require(store, Act.CUT_LOG)
    with store.read() as connection:
        rule = retention(connection)
    before = audit_cut.due_before(today(), rule.years)
    return audit_cut.cut(store, before, reason.strip() or rule.rule)
