"""What is not offered to the person at this window is disabled, and its tip says who may do it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from app.store import roles
from app.store.roles import Act, Role
from ui.shell.session import Session


def refusal_tip(mine: frozenset[Role], act: Act) -> str:
    """Return why an act is not offered to somebody with these roles, "" if it is."""
    if roles.may(mine, act):
        return ""
    return _("Not offered to you; these may do it: {roles}").format(roles=roles.offered_to(act))


def offer(session: Session, owner: QObject, commands: Sequence[tuple[QAction | QWidget, Act]]) -> None:
    """Disable the commands whose act is not offered, and keep them so; their tip says who may do it.

    The functions behind them refuse as well (`roles.require`); this only says so beforehand.
    """

    def apply(mine: frozenset[Role]) -> None:
        for command, act in commands:
            tip = refusal_tip(mine, act)
            if tip:
                _keep_shut(command, tip)

    session.read(owner, roles.of, apply)


class _Shut(QObject):
    """Disables a widget again whenever its view enables it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if event.type() == QEvent.Type.EnabledChange and isinstance(watched, QWidget) and watched.isEnabled():
            watched.setEnabled(False)
        return False


def _keep_shut(command: QAction | QWidget, tip: str) -> None:
    command.setEnabled(False)
    command.setToolTip(tip)
    if isinstance(command, QAction):
        command.enabledChanged.connect(lambda on: command.setEnabled(False) if on else None)
    else:
        command.installEventFilter(_Shut(command))
