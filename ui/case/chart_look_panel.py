"""How things on a chart look: what stands beside names, saved rules in order, and what is chosen now."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.base.chart_records import ChartRule, Look
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.casework import chart_rules
from app.ontology.catalogue import ontology
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import type_label, type_order
from ui.case.chart_entry_list import ChartEntryList, one
from ui.case.chart_part_forms import RuleForm, add_look_fields, field_of, look_from
from ui.case.chart_query import ChartPicture, labels_of
from ui.case.chart_room import ChartRoom, Values
from ui.case.chart_words import rule_text
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel

_PROPERTY = Qt.ItemDataRole.UserRole
_DRAWN = ("image/", "application/pdf")
"""Kinds of documents that have something to show in so little room."""
_FEW = 4
"""So many things are counted, fewer are named."""


class ChartLookPanel(QWidget):
    """Every tick and every button is one change of the chart."""

    def __init__(self, room: ChartRoom) -> None:
        super().__init__()
        self._room = room
        self._filling = False
        self.switches = {
            "link_labels": QCheckBox(_("Names of links")),
            "bundle": QCheckBox(_("Bundle parallel links")),
            "gradings": QCheckBox(_("Best grading")),
            "sources": QCheckBox(_("Number of sources")),
            "legend": QCheckBox(_("Legend")),
        }
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Badges of which type"))
        self.badges = QListWidget()
        self.badges.setAccessibleName(_("Badges under the name"))
        self.badges.setFixedHeight(120)
        self.rules = ChartEntryList(_("Rules, the later ones win"), _("No rule yet."))
        self.chosen = MutedLabel()
        self.look = InlineForm("", _("Dress what is chosen"), cancel=False)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.addWidget(_bold(_("What is chosen")))
        column.addWidget(self.chosen)
        add_look_fields(self.look, Look())
        self.look.add_choice("picture", _("Picture from a document"), ())
        column.addWidget(self.look)
        column.addWidget(self.rules)
        column.addWidget(_bold(_("On the chart")))
        for box in self.switches.values():
            column.addWidget(box)
        column.addWidget(_bold(_("Badges under the name")))
        column.addWidget(self.kind)
        column.addWidget(self.badges)
        column.addStretch(1)

    def _connect(self) -> None:
        gestures = self._room.gestures
        for box in self.switches.values():
            box.clicked.connect(lambda _on: self._switched())
        self.kind.activated.connect(lambda _index: self.fill_badges())
        self.badges.itemChanged.connect(lambda _item: self._badge_ticked())
        self.look.submitted.connect(self._dress)
        self.rules.add_command(_("New …"), lambda _ids: self.ask_rule(None), needs=False)
        self.rules.add_command(_("Edit …"), one(lambda i: self.ask_rule(self._rule(i))), opens=True)
        self.rules.add_command(_("Up"), partial(self.shift_rule, -1))
        self.rules.add_command(_("Down"), partial(self.shift_rule, 1))
        self.rules.add_command(_("On/off"), one(self.turn_rule))
        self.rules.add_command(_("Remove"), gestures.remove_rules)

    # --- showing

    def show_picture(self, picture: ChartPicture) -> None:
        """Show settings and rules of this chart."""
        data, document = self._room.desk.data, picture.document
        self.setEnabled(not picture.recipient)
        if data is None:
            return
        for name, box in self.switches.items():
            box.setChecked(bool(getattr(document.settings, name)))
        types = self._types(picture)
        self.rules.show_entries([(r.id, rule_text(data, r, types)) for r in document.rules])
        self._fill_kinds(picture)
        own = not picture.recipient
        pictures = [("", _("none"))]
        drawn = [d for d in data.records.documents if d.media_type.startswith(_DRAWN)]
        pictures += [(d.id, d.name) for d in drawn] if own else []
        self.look.set_choices("picture", pictures, self.look.value("picture"))
        self.look.set_shown("picture", len(pictures) > 1)
        self.show_selection(self._room.chosen())

    def show_selection(self, ids: list[str]) -> None:
        """Show how what is chosen looks of its own."""
        picture = self._room.picture
        count = ngettext("{count} thing chosen", "{count} things chosen", len(ids)).format(count=len(ids))
        names = labels_of(picture.content.network, ids) if picture is not None and len(ids) < _FEW else {}
        self.chosen.setText(", ".join(names.values()) or count)
        if not ids:
            self.chosen.setText(_("Choose nodes or links on the chart."))
        self.look.setVisible(bool(ids))
        looks = {i: t.look for i, t in picture.document.items.items()} if picture is not None else {}
        look = looks.get(ids[0], Look()) if ids else Look()
        shown = {
            "colour": look.colour,
            "shape": look.shape,
            "icon": look.icon,
            "size": str(look.size) if look.size else "",
            "width": str(look.width) if look.width else "",
            "badge": look.badge,
            "picture": look.picture,
        }
        for key, value in shown.items():
            self.look.set_value(key, value)
        self.look.clear_errors()

    def _types(self, picture: ChartPicture) -> frozenset[str]:
        network = picture.network
        return frozenset(n.type for n in network.nodes) | frozenset(k.type for k in network.links)

    # --- settings

    def _switched(self) -> None:
        document = self._room.document
        if document is not None:
            on = {name: box.isChecked() for name, box in self.switches.items()}
            self._room.gestures.set_settings(
                replace(
                    document.settings,
                    link_labels=on["link_labels"],
                    bundle=on["bundle"],
                    gradings=on["gradings"],
                    sources=on["sources"],
                    legend=on["legend"],
                )
            )

    def _fill_kinds(self, picture: ChartPicture) -> None:
        known = sorted({n.type for n in picture.network.nodes} & ontology().nodes.keys(), key=type_order)
        now = str(self.kind.currentData() or "")
        self.kind.clear()
        for kind in known:
            self.kind.addItem(type_label(kind), kind)
        self.kind.setCurrentIndex(max(self.kind.findData(now), 0))
        self.fill_badges()

    def fill_badges(self) -> None:
        """Offer the properties of the type chosen."""
        picture, kind = self._room.picture, str(self.kind.currentData() or "")
        self._filling = True
        self.badges.clear()
        declared = ontology().nodes.get(kind)
        ticked = picture.document.settings.badges.get(kind, ()) if picture is not None else ()
        for known in declared.properties if declared is not None else ():
            item = QListWidgetItem(known.label)
            item.setData(_PROPERTY, known.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if known.id in ticked else Qt.CheckState.Unchecked)
            self.badges.addItem(item)
        self._filling = False

    def _badge_ticked(self) -> None:
        document, kind = self._room.document, str(self.kind.currentData() or "")
        if self._filling or document is None:
            return
        items = [self.badges.item(n) for n in range(self.badges.count())]
        ticked = tuple(i.data(_PROPERTY) for i in items if i.checkState() == Qt.CheckState.Checked)
        badges = {**document.settings.badges, kind: ticked}
        self._room.gestures.set_settings(replace(document.settings, badges=badges))

    # --- rules

    def ask_rule(self, rule: ChartRule | None) -> None:
        """Open the form for a new rule or an old one."""
        data, picture = self._room.desk.data, self._room.picture
        if data is None or picture is None:
            return

        def work(store: Store, chart: str, values: Values) -> Change:
            wanted = ChartRule(
                id=rule.id if rule else "",
                no=rule.no if rule else 0,
                title=values["title"],
                field=values["field"],
                name=values["name"],
                operator=values["operator"],
                value=values["value"],
                look=look_from(values),
                active=rule.active if rule else True,
            )
            if rule is not None:
                return chart_rules.change_rule(store, chart, wanted)
            return chart_rules.add_rule(store, chart, wanted)

        self._room.ask(RuleForm(data, self._types(picture), rule), work, field_of)

    def _rule(self, rule_id: str) -> ChartRule | None:
        document = self._room.document
        return next((r for r in document.rules if r.id == rule_id), None) if document else None

    def shift_rule(self, by: int, ids: list[str]) -> None:
        """Move a rule so many places in the order."""
        order = self.rules.ids()
        at = order.index(ids[0]) if ids else 0
        to = at + by
        if ids and 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
            self._room.gestures.order_rules(order)

    def turn_rule(self, rule_id: str) -> None:
        """Let a rule apply, or not."""
        rule = self._rule(rule_id)
        if rule is not None:
            turned = replace(rule, active=not rule.active)
            self._room.gestures.do(lambda store, chart: chart_rules.change_rule(store, chart, turned))

    # --- what is chosen

    def _dress(self, values: Values) -> None:
        look = look_from(values)
        self._room.gestures.set_looks(self._room.chosen(), look, self._refused)

    def _refused(self, error: UserError) -> None:
        self.look.show_error(error, field_of(error))


def _bold(text: str) -> PlainLabel:
    label = PlainLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setContentsMargins(0, 8, 0, 0)
    return label
