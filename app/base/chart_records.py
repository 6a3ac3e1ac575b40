"""A chart of a case as a document: places, looks, notes, frames, groups, rules and filters over its subjects.

A chart never holds a copy of a subject. What a subject is called, what ties it to others, and whether it
exists at all say the case's findings; a chart says where it stands and how it looks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

COLOURS = ("", "blue", "orange", "green", "red", "purple", "brown", "teal", "grey")
"""Names of the palette; "" is what the type says. A palette maps each to a light and a dark screen colour
and a grey for paper, so no meaning hangs on colour alone."""
LINE_STYLES = ("", "solid", "dashed", "dotted")
"""Line styles somebody may choose for notes and frames; the lines of links follow their standing, always."""


@dataclass(frozen=True, slots=True)
class Look:
    """How an item looks where it differs from its type; "" and 0 mean: as the type or an earlier rule says.

    `colour` is one of `COLOURS`, `shape` and `icon` are names the ontology uses, `size` is a factor (0.5 to
    3), `width` a line width in px (1 to 8), `badge` a short text of at most 12 characters beside the symbol,
    `picture` the id of a document of the case whose page or photo stands in place of the icon.
    """

    colour: str = ""
    shape: str = ""
    icon: str = ""
    size: float = 0.0
    width: int = 0
    badge: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ChartItem:
    """A node or link on a chart. `x`, `y`: middle in px at scale 1 (0 for links).

    A hidden item is not drawn but restorable, a pinned one is left alone by layouts, a locked one cannot be
    dragged either. `placed` is False where nobody and no layout has put it anywhere yet, as links always are.
    """

    subject_id: str
    x: float = 0.0
    y: float = 0.0
    pinned: bool = False
    hidden: bool = False
    locked: bool = False
    look: Look = Look()
    placed: bool = True


@dataclass(frozen=True, slots=True)
class ChartNote:
    """A text on the chart; `subject_id` ties it to a node or link ("" = stands free).

    `x`, `y` is the upper left corner, all in px at scale 1.
    """

    id: str
    text: str
    x: float
    y: float
    width: float = 180.0
    height: float = 80.0
    colour: str = ""
    subject_id: str = ""


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """A titled rectangle behind the nodes. px at scale 1, upper left."""

    id: str
    title: str
    x: float
    y: float
    width: float
    height: float
    colour: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """Nodes that can be folded into one; `x`, `y` is where the folded node stands."""

    id: str
    title: str
    members: tuple[str, ...]
    collapsed: bool = False
    x: float = 0.0
    y: float = 0.0
    colour: str = ""


RULE_FIELDS = ("type", "property", "measure", "agency", "standing", "grading", "sources", "date", "handling")
RULE_OPERATORS = ("is", "is_not", "contains", "at_least", "at_most", "before", "after", "present")


@dataclass(frozen=True, slots=True)
class ChartRule:
    """Conditional formatting: where `field` meets `value`, `look` applies.

    `name` tells which property or which measure. Rules apply in the order of `no`; a later one wins field by
    field; an item's own look wins over all. `value` is text, a number in C notation for measures and counts,
    a partial date (ISO) for dates.
    """

    id: str
    no: int
    title: str
    field: str
    name: str
    operator: str
    value: str
    look: Look
    active: bool = True


@dataclass(frozen=True, slots=True)
class ChartFilter:
    """What is left out of sight; values of one field are alternatives, an empty field filters nothing.

    `types` and `layers` are node and link types, `agencies` ids of contributing agencies, `standings`
    values of `Standing`, `gradings` lowest admitted source letter and content digit such as "B2" (at most
    one), `handlings` codes, `since`/`until` partial dates, `recipient` an agency id: only what that agency
    would be given. `words` are searched in captions.
    """

    types: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    gradings: tuple[str, ...] = ()
    handlings: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    recipient: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChartSettings:
    """What the chart shows beside names: `badges[node type]` are properties under the caption.

    `bundle` draws all links between two nodes as one line with a count; `gradings` and `sources` write the
    best grading and the number of sources on links and nodes.
    """

    badges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bundle: bool = False
    gradings: bool = False
    sources: bool = False
    link_labels: bool = True
    legend: bool = True


SCOPES = ("case", "chosen")


@dataclass(frozen=True, slots=True)
class ChartDocument:
    """Everything one chart says about its picture; `items` by subject id, only where it says something.

    `scope` "case" draws every subject of the case that is not hidden, "chosen" only nodes that have an item
    here, and the links between them.
    """

    id: str
    case_id: str
    name: str
    algorithm: str
    items: Mapping[str, ChartItem]
    notes: tuple[ChartNote, ...] = ()
    frames: tuple[ChartFrame, ...] = ()
    groups: tuple[ChartGroup, ...] = ()
    rules: tuple[ChartRule, ...] = ()
    filter: ChartFilter = ChartFilter()
    settings: ChartSettings = ChartSettings()
    scope: str = "case"
