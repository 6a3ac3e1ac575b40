"""What kinds of things, ties and statements there are: the frozen types of the ontology."""

from dataclasses import dataclass, field

from app.base.i18n import language
from app.base.labelled import Labelled


@dataclass(frozen=True, slots=True)
class Choice(Labelled):
    """One of the values that a property with choices can have; `id` is what the store keeps."""

    id: str
    label_de: str
    label_en: str


@dataclass(frozen=True, slots=True)
class ValueType(Labelled):
    """A kind of value; `example` shows the form in which it is kept."""

    id: str
    label_de: str
    label_en: str
    example: str


@dataclass(frozen=True, slots=True)
class PropertyType(Labelled):
    """What can be said about a subject. `value_type` is the id that app.ontology.values understands.

    `identifying` values tell who or what the subject is and go first when a chart is pseudonymised.
    `special` values need the safeguards of BDSG section 48. `choices` is empty where any value will do.
    """

    id: str
    value_type: str
    label_de: str
    label_en: str
    identifying: bool = False
    special: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeType(Labelled):
    """A kind of node. `icon` is a name of the Lucide family; shape and grey tell it apart in black and white.

    `fill_grey` runs from 0 (black) to 255 (white). `caption` names the properties whose value can stand
    for the node, best first. `ftm` and `umf` name its equals in FollowTheMoney and UMF, if any.
    """

    id: str
    label_de: str
    label_en: str
    plural_de: str
    plural_en: str
    icon: str
    shape: str
    fill_grey: int
    properties: tuple[PropertyType, ...]
    caption: tuple[str, ...]
    ftm: tuple[str, ...] = ()
    umf: str = ""
    ftm_verified: bool = False
    umf_verified: bool = False

    @property
    def plural(self) -> str:
        """The label for several, in the language in force."""
        return self.plural_de if language() == "de" else self.plural_en


@dataclass(frozen=True, slots=True)
class LinkType(Labelled):
    """A kind of link from a node of a type in `start` to one of a type in `end`.

    `in_measures` False keeps it out of graph measures; `needs_reason` asks for a legal reason before it
    is recorded; `assessment_only` means it can never be a fact; `same_type` that both ends are of one type.
    """

    id: str
    label_de: str
    label_en: str
    plural_de: str
    plural_en: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    directed: bool
    in_measures: bool
    needs_reason: bool
    properties: tuple[PropertyType, ...]
    assessment_only: bool = False
    same_type: bool = False
    ftm: str = ""

    @property
    def plural(self) -> str:
        """The label for several, in the language in force."""
        return self.plural_de if language() == "de" else self.plural_en

    def allows(self, start: str, end: str) -> bool:
        """Tell whether a link of this type may run from node type `start` to node type `end`."""
        if self.same_type and start != end:
            return False
        if start in self.start and end in self.end:
            return True
        return not self.directed and end in self.start and start in self.end


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types, by id, in the order in which they are declared and should be offered."""

    nodes: dict[str, NodeType]
    links: dict[str, LinkType]
    values: dict[str, ValueType] = field(default_factory=dict)

    def subject_type(self, type_id: str) -> NodeType | LinkType:
        """Return the node or link type with this id; KeyError if there is none."""
        found = self.nodes.get(type_id) or self.links.get(type_id)
        if found is None:
            raise KeyError(type_id)
        return found

    def property(self, subject_type: str, property_id: str) -> PropertyType:
        """Return the property of a node or link type; KeyError if type or property is unknown."""
        for candidate in self.subject_type(subject_type).properties:
            if candidate.id == property_id:
                return candidate
        raise KeyError(f"{subject_type}.{property_id}")
