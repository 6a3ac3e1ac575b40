"""Whatever hands do in whatever order: nothing breaks, and Escape in the middle of a drag changes nothing."""

import numpy as np
from chart_samples import small
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.analysis.chart_content import ChartContent
from app.base.chart_records import ChartDocument, ChartFrame, ChartGroup, ChartItem, ChartNote
from ui.chart.chart_keys import AFTER, KEYS
from ui.chart.chart_widget import ChartWidget
from ui.chart.hover_card import HoverCard
from ui.chart.view_transform import ViewTransform

Key, Flag = Qt.Key, Qt.KeyboardModifier
MODIFIERS = st.sampled_from(
    [
        Flag.NoModifier,
        Flag.ShiftModifier,
        Flag.ControlModifier,
        Flag.AltModifier,
        Flag.ControlModifier | Flag.ShiftModifier,
        Flag.ControlModifier | Flag.AltModifier,
    ]
)
BUTTONS = st.sampled_from([Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
WALKING = [Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp]
KEYS_PRESSED = st.sampled_from(
    [(key, held) for key, held in KEYS]
    + [(key, held) for key in WALKING for held in (Flag.NoModifier, Flag.ShiftModifier, Flag.ControlModifier)]
    + [(key, Flag.ControlModifier | Flag.ShiftModifier) for key in WALKING[:4]]
    + [(key, Flag.NoModifier) for key in (*AFTER, Key.Key_L, Key.Key_Return, Key.Key_Period, Key.Key_Space)]
)
ANYWHERE = st.tuples(st.integers(0, 899), st.integers(0, 699))
THINGS = st.sampled_from(
    [(0, 0), (200, 0), (200, 200), (0, 200), (400, 400), (330, -30), (-60, 190), (60, 100)]
)
PARTS = ("note", "tied", "frame")


def content() -> ChartContent:
    network, places = small()
    document = ChartDocument(
        "c",
        "case",
        "Chart 1",
        "organic",
        {"d": ChartItem("d", 0, 200, locked=True)},
        notes=(ChartNote("note", "Muster", 300, -40), ChartNote("tied", "Muster", -200, 60, subject_id="a")),
        frames=(ChartFrame("frame", "Muster", -60, 140, 320, 140),),
        groups=(ChartGroup("group", "Muster", ("a", "b")),),
    )
    return ChartContent(network, places, document)


class Hands(RuleBasedStateMachine):
    """Presses, moves and keys in any order."""

    @initialize()
    def begin(self) -> None:
        """A chart of everything there is."""
        self.chart = ChartWidget()
        self.chart.resize(900, 700)
        self.chart.set_chart(content())
        self.chart.set_view(ViewTransform(1.0, 200, 200, 900, 700))
        self.chart.cards.card_of = lambda i: HoverCard(i)
        self.pressed = None
        self.told: list[object] = []
        for signal in (self.chart.positions_changed, self.chart.parts_changed, self.chart.part_resized):
            signal.connect(lambda *said: self.told.append(said))

    def state(self):
        """Everything that a drag may change."""
        document = self.chart.scene.model.content.document
        return self.chart.positions(), document.notes, document.frames

    @precondition(lambda self: self.pressed is None)
    @rule(place=THINGS, modifier=MODIFIERS, button=BUTTONS)
    def press(self, place, modifier, button) -> None:
        """Press on a thing."""
        screen = self.chart.scene.view.to_screen(np.array([place]))[0].tolist()
        self.pressed = (button, self.state(), len(self.told))
        QTest.mouseMove(self.chart, QPointF(*screen).toPoint())
        QTest.mousePress(self.chart, button, modifier, QPointF(*screen).toPoint())

    @rule(place=ANYWHERE)
    def move(self, place) -> None:
        """Move the pointer."""
        QTest.mouseMove(self.chart, QPointF(*place).toPoint())

    @precondition(lambda self: self.pressed is not None)
    @rule(place=ANYWHERE, modifier=MODIFIERS)
    def release(self, place, modifier) -> None:
        """Let go."""
        QTest.mouseRelease(self.chart, self.pressed[0], modifier, QPointF(*place).toPoint())
        self.pressed = None

    @precondition(lambda self: self.pressed is not None)
    @rule()
    def escape(self) -> None:
        """Escape in the middle of a drag: nothing has happened since the press."""
        QTest.keyClick(self.chart, Key.Key_Escape)
        if self.chart.keyboard.link_from < 0 and self.chart.mouse.gesture is None:
            assert self.state() == self.pressed[1]
            assert len(self.told) == self.pressed[2]
        QTest.mouseRelease(self.chart, self.pressed[0], Flag.NoModifier, QPointF(1, 1).toPoint())
        self.pressed = None

    @precondition(lambda self: self.pressed is None)
    @rule(pressed=KEYS_PRESSED)
    def key(self, pressed) -> None:
        """Press a key."""
        QTest.keyClick(self.chart, *pressed)

    @precondition(lambda self: self.pressed is None)
    @rule(place=ANYWHERE)
    def double_click(self, place) -> None:
        """Double click anywhere."""
        QTest.mouseDClick(self.chart, Qt.MouseButton.LeftButton, Flag.NoModifier, QPointF(*place).toPoint())
        self.chart.mouse.cancel()

    @rule(editable=st.booleans())
    def allow(self, editable) -> None:
        """Changes are allowed or not."""
        before = self.chart.editable
        self.chart.set_editable(editable)
        if self.pressed is not None and before != editable:
            self.release_anyhow()

    def release_anyhow(self) -> None:
        """End a drag that was stopped."""
        QTest.mouseRelease(self.chart, self.pressed[0], Flag.NoModifier, QPointF(1, 1).toPoint())
        self.pressed = None

    @precondition(lambda self: self.pressed is None)
    @rule()
    def another_chart(self) -> None:
        """The store says something else."""
        self.chart.set_chart(content(), keep_view=True)

    @rule()
    def paint(self) -> None:
        """Draw it."""
        self.chart.grab()

    @invariant()
    def everything_is_sound(self) -> None:
        """What is chosen is known, and what stands somewhere stands somewhere."""
        if not hasattr(self, "chart"):
            return
        scene = self.chart.scene
        assert scene.known(scene.selected) == scene.selected
        assert scene.parts <= set(PARTS)
        assert np.isfinite(scene.model.xy).all()
        assert 0.02 <= scene.view.scale <= 6.0
        assert scene.model.place(scene.model.index["d"]) == (0.0, 200.0)
        for part in (*scene.model.content.document.notes, *scene.model.content.document.frames):
            assert np.isfinite([part.x, part.y]).all()
            assert min(part.width, part.height) >= 24
        assert len(scene.model.content.document.frames) == 1

    def teardown(self) -> None:
        """Throw the chart away."""
        if hasattr(self, "chart"):
            self.chart.deleteLater()
            QApplication.processEvents()


def test_hands_do_no_harm(qapp):
    Hands.TestCase.settings = settings(
        max_examples=30,
        stateful_step_count=30,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    Hands.TestCase("runTest").debug()
