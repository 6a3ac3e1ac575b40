"""The declared attributes of a GraphML file and the types of their values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One declared attribute; `domain` is node, edge, graph or all, `drawing` marks a program's own data."""

    name: str
    domain: str
    type: str
    drawing: bool = False
    default: str = ""

    def fits(self, kind: str) -> bool:
        """Whether the attribute is declared for this kind of part."""
        return self.domain in {kind, "all"}


def typed_value(declared: str, text: str) -> str | None:
    """The text of a value in plain form, None if it is not of the declared type; unknown types are text."""
    if declared == "boolean":
        return {"true": "true", "1": "true", "false": "false", "0": "false"}.get(text.lower())
    if declared in {"int", "long"}:
        return _number(text, whole=True)
    if declared in {"float", "double"}:
        return _number(text, whole=False)
    return text


def _number(text: str, *, whole: bool) -> str | None:
    try:
        value = float(text)
    except ValueError:
        return None
    if value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return None if whole else text
