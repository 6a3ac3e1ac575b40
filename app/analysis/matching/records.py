"""What the matcher compares: records with typed values and neighbours; free of the store."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a record: `property` and `value_type` are ids of the ontology, `text` its normal form."""

    property: str
    value_type: str
    text: str


@dataclass(frozen=True, slots=True)
class MatchRecord:
    """A record to compare with others of its `type` (an id of the ontology's node types).

    `neighbours` maps what it is linked with to a caption to name it by; whose id stands in there is
    linked with the record itself.
    """

    id: str
    type: str
    values: tuple[Value, ...]
    neighbours: dict[str, str] = field(default_factory=dict)
