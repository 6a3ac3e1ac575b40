"""Theme, icons, labels, messages, inspector."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from app.base.errors import UserError
from app.base.i18n import set_language
from app.base.paths import resource
from app.base.records import Standing
from ui.widgets.badge import KINDS, Badge
from ui.widgets.empty_state import EmptyState
from ui.widgets.icons import has_icon, icon
from ui.widgets.inspector_form import FieldLines, FindingBlock, FindingLine, InspectorForm
from ui.widgets.marking_bar import MarkingBar
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import MutedLabel, PlainLabel, plain_tip
from ui.widgets.theme import apply_theme, register_fonts, tokens
from ui.widgets.tokens import DARK, LIGHT
from ui.widgets.tool_buttons import ButtonRow, make_action


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_can_be_read(theme):
    for ink in ("text", "muted", "accent", "warn", "danger", "good"):
        for ground in ("base", "ground"):
            assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5, (ink, ground)
    assert contrast(theme.accent_text, theme.accent) >= 4.5
    assert contrast(theme.text, theme.accent_soft) >= 4.5
    assert contrast(theme.warn, theme.warn_soft) >= 4.5
    assert contrast(theme.danger, theme.danger_soft) >= 4.5


def test_themes_switch(qapp):
    for mode, expected in (("dark", DARK), ("light", LIGHT), ("system", None)):
        apply_theme(qapp, mode)
        assert expected in (None, tokens(qapp.palette()))
    apply_theme(qapp, "light")
    with pytest.raises(ValueError, match="pink"):
        apply_theme(qapp, "pink")


def test_shipped_fonts_are_registered(qapp):
    assert bool(register_fonts()) == any(resource("fonts").glob("*.ttf"))


def ink(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_icons_take_the_colour_of_the_palette(qapp):
    chosen = icon("square")
    for mode, colours in (("light", LIGHT), ("dark", DARK)):
        apply_theme(qapp, mode)
        assert colours.text in ink(chosen.pixmap(QSize(48, 48)).toImage())
        assert colours.faint in ink(chosen.pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage())
        assert colours.accent in ink(icon("square", accent=True).pixmap(QSize(48, 48)).toImage())
    apply_theme(qapp, "light")


def test_every_icon_can_be_drawn_and_a_missing_one_is_a_circle(qapp):
    for path in resource("icons").glob("*.svg"):
        assert ink(icon(path.stem).pixmap(QSize(24, 24)).toImage()), path.name
    assert not has_icon("unheard-of")
    assert icon("unheard-of").pixmap(24, 24).toImage() == icon("circle").pixmap(24, 24).toImage()
    assert resource("icons", "LICENSE").is_file()


def test_labels_show_markup_as_text(qtbot):
    for kind in (PlainLabel, MutedLabel):
        label = kind("<b>x</b>", selectable=True)
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert plain_tip("<img src='x'>\nb").count("<br>") == 1
    assert "<img" not in plain_tip("<img src='x'>")
    assert plain_tip("") == ""


def test_errors_stay_and_notes_offer_one_thing(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_error(
        UserError("x", "The file {name} is cut off.", "Ask for it again.", name="a.csv", problems=("<b>",))
    )
    assert bar.isVisible()
    assert bar.is_error()
    assert bar.sentence.text() == "The file a.csv is cut off."
    assert bar.remedy.text() == "Ask for it again."
    bar.grab()
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    undone = []
    bar.show_note("Moved 3 nodes.", "Undo", lambda: undone.append(1))
    bar.grab()
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not bar.isVisible()
    bar.show_note("Done.")
    assert not bar.button.isVisible()
    bar.dismiss()


def test_the_marking_bar_says_for_whose_eyes_it_is(qtbot):
    bar = MarkingBar()
    qtbot.addWidget(bar)
    bar.show_case("OPEN", "360-2026-001", "Muster")
    assert (bar.marking.text(), bar.eyes.text()) == ("OPEN", "internal – not for release")
    bar.show_case("VS-NfD", "360-2026-001", "Muster", "Muster agency")
    assert "DIENSTGEBRAUCH" in bar.marking.text()
    assert bar.eyes.text() == "as Muster agency sees it"
    set_language("de")
    bar.retranslate()
    bar.grab()


def test_badges_say_their_words(qtbot):
    for kind in KINDS:
        badge = Badge("restricted", kind)
        qtbot.addWidget(badge)
        badge.grab()
        assert badge.accessibleName() == "restricted"
        assert badge.kind() == kind


LINE = FindingLine(
    "f1",
    "<b>Muster</b>",
    "Bericht 12",
    "B2",
    Standing.ASSESSMENT,
    "Muster agency",
    "2021-04",
    ("restricted",),
)


def test_the_inspector_shows_each_field_with_its_findings(qtbot):
    form = InspectorForm("Choose something.")
    qtbot.addWidget(form)
    form.resize(320, 500)
    form.show()
    heard = []
    form.finding_activated.connect(heard.append)
    footer = QPushButton("Correct")
    form.show_subject("Adam Muster", "Person", [FieldLines("Name", (LINE, LINE))], footer)
    blocks = form.findChildren(FindingBlock)
    assert len(blocks) == 2
    for word in ("<b>Muster</b>", "B2", "Muster agency", "Bericht 12", "assessment", "restricted"):
        assert word in blocks[0].accessibleName()
    qtbot.keyClick(blocks[0], Qt.Key.Key_Return)
    qtbot.mouseClick(blocks[1], Qt.MouseButton.LeftButton)
    assert heard == ["f1", "f1"]
    form.grab()
    form.clear()
    assert not form.findChildren(FindingBlock)


def test_an_empty_place_offers_one_button(qtbot):
    ran = []
    place = EmptyState("folder", "Press Ctrl+N for the first case.")
    qtbot.addWidget(place)
    button = place.add_button("New case", lambda: ran.append(1))
    place.show()
    place.grab()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ran == [1]
    place.set_line("x")
    assert place.line() == "x"


def test_actions_have_words_keys_and_tips(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    ran = []
    action = make_action(owner, "New", "plus", lambda: ran.append(1), shortcut="Ctrl+N", tip="New case")
    row = ButtonRow([action, None], owner)
    row.add_widget(Badge("x"))
    assert "Ctrl+N" in action.toolTip()
    action.trigger()
    assert ran == [1]
    assert owner.palette().color(QPalette.ColorRole.Window).isValid()
