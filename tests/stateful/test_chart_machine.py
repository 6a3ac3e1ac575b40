"""Random gestures on a chart with undo, redo and reopening: the chart read is always the chart remembered."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.base.chart_records import (
    COLOURS,
    ChartDocument,
    ChartFilter,
    ChartFrame,
    ChartGroup,
    ChartItem,
    ChartNote,
    ChartRule,
    ChartSettings,
    Look,
)
from app.base.records import Label
from app.casework import (
    agencies,
    cases,
    chart_documents,
    chart_grouping,
    chart_items,
    chart_notes,
    chart_rules,
    contributions,
    subjects,
)
from app.casework.findings import Statement
from app.store import undo
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.verify import verify

LABEL = Label("open", "suspect", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")
PLACES = st.tuples(st.integers(-500, 500).map(float), st.integers(-500, 500).map(float))
COLOUR = st.sampled_from(COLOURS)
TEXT = st.text("abcäöü", min_size=1, max_size=5)
# Numbers of people; the machine knows their ids.
SOME = st.sets(st.integers(0, 1), min_size=1)
LOOKS = st.builds(Look, colour=COLOUR, badge=st.sampled_from(["", "!"]), size=st.sampled_from([0.0, 2.0]))
RULES = st.sampled_from(
    [("type", "is", "person"), ("sources", "at_least", "2"), ("standing", "is_not", "fact")]
)


class ChartMachine(RuleBasedStateMachine):
    """One store for all runs, each with a case of its own."""

    shelf: "Shelf"

    @initialize()
    def begin(self) -> None:
        self.shelf.runs += 1
        reference = f"360-{self.shelf.runs}"
        self.case = cases.create(self.store, reference, "Musterfall", "Zweck", "Grundlage").ids[0]
        delivered = contributions.register(
            self.store, self.case, self.shelf.agency, "Auszug", label=LABEL
        ).ids[0]
        source = contributions.add_source(self.store, self.case, delivered, "register", "1", "A").ids[0]
        self.people = [
            subjects.add_node(
                self.store, self.case, "person", [Statement("name", f"Muster {n}", source)]
            ).ids[0]
            for n in range(2)
        ]
        places = {p: (100.0 * n, 0.0) for n, p in enumerate(self.people)}
        self.chart = chart_documents.create(self.store, self.case, "Übersicht", places=places).ids[0]
        items = {p: ChartItem(p, x, y) for p, (x, y) in places.items()}
        self.model = ChartDocument(self.chart, self.case, "Übersicht", "organic", items)
        self.past: list[ChartDocument] = []
        self.future: list[ChartDocument] = []

    @property
    def store(self) -> Store:
        return self.shelf.store

    def chosen(self, numbers: set[int]) -> list[str]:
        return [self.people[n] for n in sorted(numbers)]

    def remember(self, after: ChartDocument) -> None:
        """A step of the history, if anything is different."""
        if after != self.model:
            self.past.append(self.model)
            self.future.clear()
            self.model = after

    def items(self, changed: dict[str, Callable[[ChartItem], ChartItem]]) -> dict[str, ChartItem]:
        fresh = {i: how(self.model.items.get(i, ChartItem(i, placed=False))) for i, how in changed.items()}
        return {**self.model.items, **fresh}

    @rule(numbers=SOME, place=PLACES)
    def move(self, numbers: set[int], place: tuple[float, float]) -> None:
        going = self.chosen(numbers)
        chart_items.move(self.store, self.chart, dict.fromkeys(going, place))
        free = [
            i
            for i in going
            if not (i in self.model.items and self.model.items[i].locked and self.model.items[i].placed)
        ]
        notes = tuple(self.carried(note, free, place) for note in self.model.notes)
        moved = self.items({i: lambda t: replace(t, x=place[0], y=place[1], placed=True) for i in free})
        self.remember(replace(self.model, items=moved, notes=notes))

    def carried(self, note: ChartNote, going: list[str], place: tuple[float, float]) -> ChartNote:
        item = self.model.items.get(note.subject_id)
        if item is None or not item.placed or note.subject_id not in going:
            return note
        return replace(note, x=note.x + place[0] - item.x, y=note.y + place[1] - item.y)

    @rule(numbers=SOME, what=st.sampled_from(["pinned", "locked", "hidden"]), yes=st.booleans())
    def mark(self, numbers: set[int], what: str, yes: bool) -> None:
        going = self.chosen(numbers)
        if what == "pinned":
            chart_items.pin(self.store, self.chart, going, pinned=yes)
        elif what == "locked":
            chart_items.lock(self.store, self.chart, going, locked=yes)
        elif yes:
            chart_items.hide(self.store, self.chart, going)
        else:
            chart_items.restore(self.store, self.chart, going)
            going = [i for i in going if i in self.model.items]
        self.remember(
            replace(self.model, items=self.items({i: lambda t: replace(t, **{what: yes}) for i in going}))
        )

    @rule(numbers=SOME, look=LOOKS)
    def dress(self, numbers: set[int], look: Look) -> None:
        going = self.chosen(numbers)
        chart_items.set_looks(self.store, self.chart, dict.fromkeys(going, look))
        self.remember(
            replace(self.model, items=self.items({i: lambda t: replace(t, look=look) for i in going}))
        )

    @rule(numbers=SOME)
    def drop(self, numbers: set[int]) -> None:
        going = self.chosen(numbers)
        chart_items.drop(self.store, self.chart, going)
        self.remember(
            replace(self.model, items={i: t for i, t in self.model.items.items() if i not in going})
        )

    @rule(text=TEXT, place=PLACES, colour=COLOUR, tied=st.none() | st.integers(0, 1))
    def add_note(self, text: str, place: tuple[float, float], colour: str, tied: int | None) -> None:
        to = "" if tied is None else self.people[tied]
        made = chart_notes.add_note(self.store, self.chart, text, *place, colour=colour, subject_id=to)
        note = ChartNote(made.ids[0], text, *place, 180.0, 80.0, colour, to)
        self.remember(replace(self.model, notes=(*self.model.notes, note)))

    @precondition(lambda self: bool(self.model.notes))
    @rule(data=st.data(), text=TEXT, place=PLACES)
    def change_note(self, data: st.DataObject, text: str, place: tuple[float, float]) -> None:
        at = data.draw(st.integers(0, len(self.model.notes) - 1))
        note = replace(self.model.notes[at], text=text, x=place[0], y=place[1])
        chart_notes.change_note(self.store, self.chart, note)
        self.remember(replace(self.model, notes=(*self.model.notes[:at], note, *self.model.notes[at + 1 :])))

    @rule(title=TEXT, place=PLACES, colour=COLOUR)
    def add_frame(self, title: str, place: tuple[float, float], colour: str) -> None:
        made = chart_notes.add_frame(self.store, self.chart, title, *place, 10, 20, colour=colour)
        frame = ChartFrame(made.ids[0], title, *place, 10.0, 20.0, colour)
        self.remember(replace(self.model, frames=(*self.model.frames, frame)))

    @rule(title=TEXT, numbers=SOME, folded=st.booleans(), place=PLACES)
    def add_group(self, title: str, numbers: set[int], folded: bool, place: tuple[float, float]) -> None:
        members = self.chosen(numbers)
        made = chart_grouping.add_group(self.store, self.chart, title, members, collapsed=folded, place=place)
        group = ChartGroup(made.ids[0], title, tuple(sorted(members)), folded, *place)
        self.remember(replace(self.model, groups=(*self.model.groups, group)))

    @precondition(lambda self: bool(self.model.groups))
    @rule(data=st.data(), numbers=SOME, folded=st.booleans())
    def change_group(self, data: st.DataObject, numbers: set[int], folded: bool) -> None:
        at = data.draw(st.integers(0, len(self.model.groups) - 1))
        members = tuple(sorted(self.chosen(numbers)))
        group = replace(self.model.groups[at], members=members, collapsed=folded)
        chart_grouping.change_group(self.store, self.chart, group)
        self.remember(
            replace(self.model, groups=(*self.model.groups[:at], group, *self.model.groups[at + 1 :]))
        )

    @rule(asked=RULES, look=LOOKS.filter(lambda look: look != Look()))
    def add_rule(self, asked: tuple[str, str, str], look: Look) -> None:
        field, operator, value = asked
        last = max((r.no for r in self.model.rules), default=0)
        wanted = ChartRule("", last + 1, "", field, "", operator, value, look)
        made = chart_rules.add_rule(self.store, self.chart, wanted)
        self.remember(replace(self.model, rules=(*self.model.rules, replace(wanted, id=made.ids[0]))))

    @precondition(lambda self: len(self.model.rules) > 1)
    @rule(data=st.data())
    def order_rules(self, data: st.DataObject) -> None:
        order = data.draw(st.permutations(self.model.rules))
        chart_rules.order_rules(self.store, self.chart, [r.id for r in order])
        self.remember(replace(self.model, rules=tuple(replace(r, no=n) for n, r in enumerate(order, 1))))

    @precondition(
        lambda self: bool(self.model.notes or self.model.frames or self.model.groups or self.model.rules)
    )
    @rule(data=st.data())
    def remove_part(self, data: st.DataObject) -> None:
        gestures = {
            "notes": chart_notes.remove_notes,
            "frames": chart_notes.remove_frames,
            "groups": chart_grouping.remove_groups,
            "rules": chart_rules.remove_rules,
        }
        known = [(kind, p) for kind in gestures for p in getattr(self.model, kind)]
        kind, part = data.draw(st.sampled_from(known))
        gestures[kind](self.store, self.chart, [part.id])
        left = tuple(p for p in getattr(self.model, kind) if p.id != part.id)
        self.remember(replace(self.model, **{kind: left}))

    @rule(words=st.sampled_from(["", "muster"]), since=st.sampled_from(["", "2020"]))
    def filter(self, words: str, since: str) -> None:
        wanted = ChartFilter(words=words, since=since)
        chart_rules.set_filter(self.store, self.chart, wanted)
        self.remember(replace(self.model, filter=wanted))

    @rule(bundle=st.booleans(), badge=st.booleans())
    def set_up(self, bundle: bool, badge: bool) -> None:
        wanted = ChartSettings(badges={"person": ("birth_date",)} if badge else {}, bundle=bundle)
        chart_rules.set_settings(self.store, self.chart, wanted)
        self.remember(replace(self.model, settings=wanted))

    @rule(scope=st.sampled_from(["case", "chosen"]))
    def set_scope(self, scope: str) -> None:
        chart_items.set_scope(self.store, self.chart, scope)
        self.remember(replace(self.model, scope=scope))

    @precondition(lambda self: bool(self.past))
    @rule()
    def take_back(self) -> None:
        assert undo.undo(self.store, self.case) is not None
        self.future.append(self.model)
        self.model = self.past.pop()

    @precondition(lambda self: bool(self.future))
    @rule()
    def do_again(self) -> None:
        assert undo.redo(self.store, self.case) is not None
        self.past.append(self.model)
        self.model = self.future.pop()

    @rule(dice=st.integers(1, 6))
    def reopen(self, dice: int) -> None:
        # Opening takes longer than all other gestures.
        if dice == 6:
            self.shelf.reopen()

    @invariant()
    def the_chart_is_as_remembered(self) -> None:
        if hasattr(self, "model"):
            assert chart_documents.read_document(self.store, self.chart) == self.model


class Shelf:
    """The store the machines work in."""

    def __init__(self, path: Path) -> None:
        self.store, self._key = Store.create(
            path, "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1)
        )
        self.agency = agencies.add(self.store, "A09", "Gewerbeamt Musterstadt").ids[0]
        self.runs = 0

    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open_with_recovery_key(self.store.path, self._key, "muster")


def test_charts_and_undo_under_random_gestures(tmp_path: Path) -> None:
    ChartMachine.shelf = Shelf(tmp_path / "muster.rundblick")
    machine = ChartMachine.TestCase
    machine.settings = settings(max_examples=10, stateful_step_count=25)
    machine().runTest()
    assert [c for c in verify(ChartMachine.shelf.store, deep=True) if not c.ok] == []
    ChartMachine.shelf.store.close()
