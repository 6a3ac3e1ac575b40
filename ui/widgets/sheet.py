"""The few rules that Fusion's palette cannot express: flat headers, thin rules, quiet buttons."""

from string import Template

from app.base.paths import resource
from ui.widgets.tokens import Tokens

_SIGNS = ("up", "down", "check", "dot")
_RULES = Template("""
QToolTip { background: $base; color: $text; border: 1px solid $rule; padding: 4px 6px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {
  background: $base; border: 1px solid $rule; border-radius: 5px; padding: 4px 7px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDoubleSpinBox:focus, QDateEdit:focus {
  border: 1px solid $accent; }
QLineEdit[invalid="true"] { border: 1px solid $danger; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$down"); }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; }
QAbstractSpinBox::up-arrow { image: url("$up"); }
QAbstractSpinBox::down-arrow { image: url("$down"); }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator {
  width: 14px; height: 14px; border: 1px solid $faint; border-radius: 4px; background: $base; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {
  background: $accent; border: 1px solid $accent; image: url("$check"); }
QRadioButton::indicator:checked { background: $accent; border: 1px solid $accent; image: url("$dot"); }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 1px solid $accent; }
QCheckBox::indicator:checked:focus { border: 1px solid $text; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QMenu::indicator { margin-left: 6px; }
QPushButton { background: $base; border: 1px solid $rule; border-radius: 5px; padding: 5px 14px; }
QPushButton:hover { background: $raised; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $faint; }
QPushButton:default, QPushButton[primary="true"] {
  background: $accent; color: $accent_text; border: 1px solid $accent; }
QPushButton:default:focus, QPushButton[primary="true"]:focus { border: 2px solid $text; padding: 4px 13px; }
QPushButton[primary="true"]:disabled { background: $raised; color: $faint; border: 1px solid $rule; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 4px 8px; }
QToolButton:hover { background: $raised; }
QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton[level="page"] { border: none; border-bottom: 2px solid transparent; border-radius: 0;
  color: $muted; padding: 7px 12px; }
QToolButton[level="page"]:hover { background: transparent; color: $text; }
QToolButton[level="page"]:checked { background: transparent; color: $text; border-bottom: 2px solid $accent; }
QToolButton[level="page"]:focus { color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolBar { border: none; border-bottom: 1px solid $rule; padding: 3px 6px; spacing: 2px; }
QTableView, QTreeView, QListView { background: $base; border: 1px solid $base; outline: none; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 1px solid $accent; }
QTableView { gridline-color: $rule; selection-background-color: $accent_soft; selection-color: $text; }
QTableView::item { padding: 0 6px; }
QListView::item { padding: 5px 8px; border-radius: 5px; }
QListView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $base; border: none; }
QHeaderView::section { background: $base; color: $muted; border: none; border-bottom: 1px solid $rule;
  padding: 6px 8px; }
QTabWidget::pane { border: none; border-top: 1px solid $rule; }
QTabBar::tab { background: transparent; color: $muted; padding: 7px 12px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar[level="groups"]::tab { padding: 7px 12px; }
QTabBar[level="groups"]::tab:selected { font-weight: 600; border-bottom: 2px solid transparent; }
QTabBar::tab:focus { color: $accent; }
QSplitter::handle { background: $rule; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QMenu { background: $base; border: 1px solid $rule; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $rule; margin: 5px 8px; }
QMenuBar { background: $ground; border-bottom: 1px solid $rule; }
QMenuBar::item { padding: 5px 9px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $rule; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QStatusBar { border-top: 1px solid $rule; color: $muted; }
QStatusBar::item { border: none; }
QGroupBox { border: none; border-top: 1px solid $rule; margin-top: 12px; padding-top: 10px; }
QGroupBox::title { subcontrol-origin: margin; left: 0; padding-right: 8px; color: $muted; }
QProgressBar { background: $raised; border: none; border-radius: 3px; height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")


def style_sheet(colours: Tokens) -> str:
    """Return the program's style sheet in the colours of one theme."""
    names = (name for name in Tokens.__slots__ if name != "dark")
    theme = "dark" if colours.dark else "light"
    signs = {sign: resource("icons", "controls", f"{sign}-{theme}.svg").as_posix() for sign in _SIGNS}
    return _RULES.substitute({name: getattr(colours, name) for name in names} | signs)
