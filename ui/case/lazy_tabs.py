"""The parts of an open case, each made when it is first asked for; the rest while nothing happens."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, QTimer

from ui.case.case_tab import CaseTab

_PAUSE_MS, _STEP_MS = 2500, 200
"""What somebody opened the case for comes first; then one part after the other, so that none is noticed."""


class LazyTabs(Mapping[str, CaseTab]):
    """Parts by their keys, in the order of the bar. Asking for one makes it; asking for keys makes none."""

    def __init__(
        self, makers: Mapping[str, Callable[[], CaseTab]], made: Callable[[CaseTab], object]
    ) -> None:
        """`made` is told of each part once, before anybody else has it."""
        self._makers = dict(makers)
        self._made = made
        self._tabs: dict[str, CaseTab] = {}

    def missing(self) -> tuple[str, ...]:
        """Return the keys of the parts that are not made yet."""
        return tuple(key for key in self._makers if key not in self._tabs)

    def __getitem__(self, key: str) -> CaseTab:
        if key not in self._tabs:
            tab = self._makers[key]()
            self._tabs[key] = tab
            self._made(tab)
        return self._tabs[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class TabsAhead(QObject):
    """Makes the missing parts one by one, so that a part and the commands in it are there when wanted."""

    def __init__(
        self,
        tabs: LazyTabs,
        busy: Callable[[], bool],
        parent: QObject,
        *,
        pause_ms: int = _PAUSE_MS,
        step_ms: int = _STEP_MS,
    ) -> None:
        """While `busy` nothing is made; milliseconds before the first part and between two."""
        super().__init__(parent)
        self._tabs, self._busy, self._step_ms = tabs, busy, step_ms
        self._timer = QTimer(self, interval=pause_ms)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Begin after a pause; once begun, another call changes nothing."""
        if not self._timer.isActive() and self._tabs.missing():
            self._timer.start()

    def _step(self) -> None:
        missing = self._tabs.missing()
        if not missing:
            self._timer.stop()
        elif not self._busy():
            self._timer.setInterval(self._step_ms)
            _tab = self._tabs[missing[0]]
