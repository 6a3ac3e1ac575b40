"""What is asked of every form: names, errors beside the field, the keys that reach, send and leave it."""

from collections.abc import Callable, Iterator, Sequence

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from ui.shell.inline_form import InlineForm


def faults(form: InlineForm, settled: Callable[[], None], told: Sequence[object]) -> Iterator[str]:
    """Give out what is wrong with an open form; in the end it was given up, where that is possible.

    `told` are the refusals that the window has shown as messages so far.
    """
    yield from _unnamed(form)
    yield from _unreached(form)
    yield from _empty(form, settled, told)
    yield from _given_up(form)


def _fields(form: InlineForm) -> dict[str, QWidget]:
    fields = {key: form.field(key) for key in form.held()}
    return {key: field for key, field in fields.items() if not field.isHidden() and field.isEnabled()}


def _unnamed(form: InlineForm) -> Iterator[str]:
    buddies = {label.buddy() for label in form.findChildren(QLabel)}
    for key, field in _fields(form).items():
        if not field.accessibleName():
            yield f"{key} has no name"
        if field not in buddies:
            yield f"{key} is not its label's buddy"


def _unreached(form: InlineForm) -> Iterator[str]:
    chain, at = [], form.window().nextInFocusChain()
    while at is not form.window():
        chain.append(at)
        at = at.nextInFocusChain()
    wanted = {"the button": form.submit_button, **_fields(form)}
    for name, widget in wanted.items():
        reached = widget in chain and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.isEnabled() and not widget.isHidden() and not reached:
            yield f"Tab does not come to {name}"


def empty(form: InlineForm) -> None:
    """Take everything out of the fields that can be taken out."""
    for key, field in _fields(form).items():
        if not isinstance(field, QComboBox | QCheckBox) or (
            isinstance(field, QComboBox) and field.findData("") >= 0
        ):
            form.set_value(key, "")


def _empty(form: InlineForm, settled: Callable[[], None], told: Sequence[object]) -> Iterator[str]:
    empty(form)
    before = len(told)
    lacking = form.unfinished()
    if lacking is None or not form.submit_button.isEnabled():
        return
    sent: list[object] = []
    form.submitted.connect(sent.append)
    form.submit()
    settled()
    key = lacking[0]
    if sent:
        yield "it was sent without what it needs"
    if form.error_at(key) != lacking[1].text:
        yield f"no error beside {key}, but {form.error_text()!r}"
    if len(told) > before:
        yield "the refusal stands elsewhere"
    with_focus = form.window().focusWidget()
    if form.isVisible() and with_focus is not form.field(key):
        yield f"the focus is not at {key} but at {with_focus}"


def _given_up(form: InlineForm) -> Iterator[str]:
    if form.cancel_button.isHidden():
        return
    left: list[object] = []
    form.cancelled.connect(lambda: left.append(1))
    first = next(iter(_fields(form).values()), form.submit_button)
    if isinstance(first, QComboBox):
        first.hidePopup()
    QTest.keyClick(first, Qt.Key.Key_Escape)
    if not left and shiboken6.isValid(form) and form.isVisible():
        yield "Escape does not leave it"
