"""The stretch of time a chart shows: a slider with two ends, and a button that lets it run."""

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.base.i18n import _
from app.base.partial_date import bounds
from ui.case.chart_range_slider import ChartRangeSlider
from ui.shell.day_text import day
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel

_TICK_MS = 120
_FRAMES = 80


class ChartTimeBar(QWidget):
    """Tells the days from and to as ISO texts, "" where all days are meant."""

    tried = Signal(str, str)
    """A stretch to be shown and not kept."""
    settled = Signal(str, str)
    """A stretch to be kept."""

    def __init__(self) -> None:
        super().__init__()
        self.slider = ChartRangeSlider()
        self.play = QToolButton()
        self.play.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.label = MutedLabel()
        self.label.setWordWrap(False)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._cumulative = False
        self.busy = False
        """Whether the last stretch is still being drawn; the run waits for it."""
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 6)
        row.addWidget(self.play)
        row.addWidget(self.slider, 1)
        row.addWidget(self.label)
        self.slider.setAccessibleName(_("Time shown"))
        self.slider.setToolTip(
            _("Left and right move the time; with Shift only its end, with Ctrl only its beginning")
        )
        self.play.clicked.connect(lambda _checked=False: self.toggle())
        self.slider.moved.connect(lambda low, high: self._tell(kept=False))
        self.slider.settled.connect(lambda low, high: self._tell(kept=True))
        self._show_play()
        self.hide()

    def offer(self, extent: tuple[int, int] | None, since: str, until: str) -> None:
        """Show what can be chosen from (days as ordinals) and what is chosen."""
        self.setVisible(extent is not None)
        if extent is None or self.running:
            return
        first = bounds(since)[0].toordinal() if since else extent[0]
        last = bounds(until)[1].toordinal() if until else extent[1]
        self.slider.set_bounds(min(extent[0], first), max(extent[1], last))
        self.slider.show_stretch(first, last)
        self._describe()

    @property
    def running(self) -> bool:
        """Whether time runs."""
        return self._timer.isActive()

    def toggle(self) -> None:
        """Let time run, or stop it and keep where it is."""
        if self.running:
            self._timer.stop()
            self._tell(kept=True)
        else:
            slider = self.slider
            self._cumulative = slider.everything or slider.high >= slider.most
            if self._cumulative:
                slider.show_stretch(slider.low, slider.low + self._step())
            self._timer.start()
        self._show_play()

    def tick(self) -> None:
        """Go one step on: what came by then while everything was chosen, else the stretch moves."""
        if self.busy:
            return
        slider = self.slider
        if slider.high >= slider.most:
            self._timer.stop()
            self._show_play()
            self._tell(kept=True)
            return
        slider.shift(0 if self._cumulative else self._step(), self._step(), done=False)

    def _step(self) -> int:
        return max((self.slider.most - self.slider.least) // _FRAMES, 1)

    def stretch(self) -> tuple[str, str]:
        """Return the days chosen, "" for an end that narrows nothing."""
        slider = self.slider
        since = dt.date.fromordinal(slider.low).isoformat() if slider.low > slider.least else ""
        until = dt.date.fromordinal(slider.high).isoformat() if slider.high < slider.most else ""
        return since, until

    def _tell(self, *, kept: bool) -> None:
        self._describe()
        (self.settled if kept else self.tried).emit(*self.stretch())

    def _describe(self) -> None:
        first, last = (dt.date.fromordinal(d).isoformat() for d in (self.slider.low, self.slider.high))
        text = _("{begin} to {end}").format(begin=day(first), end=day(last))
        self.label.setText(text)
        self.slider.setAccessibleDescription(text)

    def _show_play(self) -> None:
        words = _("Stop the time") if self.running else _("Let time run")
        self.play.setIcon(icon("square" if self.running else "play"))
        self.play.setAccessibleName(words)
        self.play.setToolTip(words)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: time stands."""
        self._timer.stop()
        self._show_play()
        super().hideEvent(event)
