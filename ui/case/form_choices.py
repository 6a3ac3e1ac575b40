"""What the forms of a case offer to choose from. Free of Qt."""

from app.base.i18n import _
from app.base.records import Standing
from app.ontology.catalogue import ontology
from app.policy import gradings
from app.policy.provisions import agency_classes, catalogue
from ui.case.case_data import CaseData, type_of
from ui.case.words import standing_text

Choices = tuple[tuple[str, str], ...]
_SHORT = 70


def properties(type_id: str) -> Choices:
    """Return the properties of a type."""
    declared = type_of(type_id)
    return tuple((p.id, p.label) for p in declared.properties) if declared else ()


def values_of(type_id: str, property_id: str) -> Choices:
    """Return the values a property can have, () where any value will do."""
    declared = type_of(type_id)
    found = next((p for p in declared.properties if p.id == property_id), None) if declared else None
    return tuple((c.id, c.label) for c in found.choices) if found else ()


def node_types() -> Choices:
    """Return the types a new node can have."""
    return tuple((t.id, t.label) for t in ontology().nodes.values())


def link_types(start_type: str, end_type: str) -> Choices:
    """Return the types a link between nodes of these types can have.

    Types that can only be an assessment are recorded as findings with their basis, not by drawing.
    """
    return tuple(
        (t.id, t.label)
        for t in ontology().links.values()
        if t.allows(start_type, end_type) and not t.assessment_only
    )


def needs_reason(link_type: str) -> bool:
    """Tell whether a link of this type needs a reason."""
    return bool(link_type) and ontology().links[link_type].needs_reason


def credibility() -> Choices:
    """Return the credibilities with their words."""
    return tuple((code, f"{code} – {words}") for code, words in gradings.credibility().items())


def reliability() -> Choices:
    """Return the reliabilities with their words."""
    return tuple((code, f"{code} – {words}") for code, words in gradings.reliability().items())


def handling() -> Choices:
    """Return the handling codes with their words."""
    return tuple((code, f"{code} – {words}") for code, words in gradings.handling().items())


def standings() -> Choices:
    """Return the standings."""
    return tuple((str(s), standing_text(s)) for s in Standing)


def agencies(data: CaseData) -> Choices:
    """Return the agencies of the store."""
    return tuple((a, data.agency_name(a)) for a in data.agencies)


def classes() -> Choices:
    """Return the classes of agencies in the provision matrix."""
    return tuple((code, f"{code} – {name}") for code, name in agency_classes().items())


def provisions() -> Choices:
    """Return the provisions a contribution can rest on."""
    entries = sorted(catalogue().values(), key=lambda p: (p.law, p.provision))
    return (("", _("none named")), *((p.id, f"{p.provision} {p.law}") for p in entries))


def basis(data: CaseData, subject_id: str) -> Choices:
    """Return the findings an assessment of this subject can rest on: its own and those of its links."""
    near = [subject_id, *(link.id for link in data.links_of.get(subject_id, ()))]
    found = [f for s in near for f in data.of_subject.get(s, ()) if f.id not in data.superseded]
    return tuple((f.id, _shortened(f"{data.property_label(f)}: {data.value(f)}")) for f in found)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
