"""Registers as declarations: what an entry of a list of the office holds, and what counts in its figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.base.i18n import language
from app.base.labelled import Labelled
from app.ontology.model import Choice, PropertyType

COUNTING = ("count", "sum", "weigh", "distinct", "groups")
BASES = ("period", "end", "all")
STATE = "state"


@dataclass(frozen=True, slots=True)
class RegisterField(PropertyType):
    """A field of a register. `of` names the register whose entries it speaks of, by their title.

    `long` texts are written and read over several lines.
    """

    of: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class RegisterState(Choice):
    """A state of an entry; `needs` says what must be filled in, and with which values if not any will do.

    An entry in a state that is `closed` waits for nothing any more.
    """

    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class DueRule(Labelled):
    """What is due: the day in `field` of entries that are not closed; `add_months` after it, if given."""

    field: str
    label_de: str
    label_en: str
    add_months: int = 0


@dataclass(frozen=True, slots=True)
class KeepRule:
    """How long entries may be kept: `months` after the day in `field`; `reason` says on what ground."""

    field: str
    months: int
    reason_de: str
    reason_en: str

    @property
    def reason(self) -> str:
        """The ground in the language in force."""
        return self.reason_de if language() == "de" else self.reason_en


@dataclass(frozen=True, slots=True)
class SuppressRule:
    """What is not kept of an entry about too few people: the fields in `hide` while `field` is `below`."""

    field: str
    below: int
    hide: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureRule(Labelled):
    """How a figure comes out of entries.

    `count` counts entries, `sum` adds the whole numbers in `field`, `weigh` does so taking an entry without
    a number for one, `distinct` counts the different values of `field`, `groups` counts the values of
    `field` that exactly `exactly` entries share. `where` narrows the entries first (field or `state` ->
    accepted values). `basis` says which entries a period has: those dated within it, those in being at its
    end, or all. `stated` marks a figure that no single records stand behind: the office knows the number
    only.
    """

    id: str
    register: str
    label_de: str
    label_en: str
    counting: str
    field: str
    exactly: int
    where: Mapping[str, tuple[str, ...]]
    stated: bool
    basis: str = "all"


@dataclass(frozen=True, slots=True)
class Register(Labelled):
    """One list of the office: its fields in order, what an entry must have, its states, its columns.

    `dated` is the field that puts an entry into a period; `since` and `until` are the fields between which
    it is in being. `number` is the prefix of the running number that an entry gets in its field `number`.
    `filters` are the fields offered to narrow the list by. Of two entries that say the same in all `unique`
    fields (of a date, in its year) there is one only. A `protected` register is shown to those only
    who may read it, and is in no search. `own_desk` tells that entries come and go at a desk of their own.
    """

    id: str
    label_de: str
    label_en: str
    fields: tuple[RegisterField, ...]
    required: tuple[str, ...]
    states: tuple[RegisterState, ...]
    columns: tuple[str, ...]
    figures: tuple[FigureRule, ...]
    group: str = ""
    note_de: str = ""
    note_en: str = ""
    dated: str = ""
    since: str = ""
    until: str = ""
    number: str = ""
    filters: tuple[str, ...] = ()
    due: DueRule | None = None
    keep: KeepRule | None = None
    suppress: SuppressRule | None = None
    unique: tuple[str, ...] = ()
    protected: bool = False
    own_desk: bool = False

    @property
    def note(self) -> str:
        """What is to be known about this register, in the language in force."""
        return self.note_de if language() == "de" else self.note_en

    @property
    def caption(self) -> str:
        """The field whose value stands for an entry: its title or name, else its first column."""
        named = (name for name in ("title", "name") if self.field(name) is not None)
        return next(named, next(c for c in (*self.columns, *(f.id for f in self.fields)) if c != STATE))

    def field(self, field_id: str) -> RegisterField | None:
        """Return the field with this id, None if the register has none."""
        return next((f for f in self.fields if f.id == field_id), None)

    def state(self, state_id: str) -> RegisterState | None:
        """Return the state with this id, None if the register has none."""
        return next((s for s in self.states if s.id == state_id), None)

    def closed_states(self) -> frozenset[str]:
        """Return the states in which an entry waits for nothing any more."""
        return frozenset(s.id for s in self.states if s.closed)


@dataclass(frozen=True, slots=True)
class RegisterGroup(Choice):
    """Registers that belong together; `section` is their section of the yearly report, "" if none."""

    section: str = ""
