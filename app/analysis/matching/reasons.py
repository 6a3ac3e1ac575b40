"""Why two records are alike or not, in sentences that name both values."""

from dataclasses import dataclass

from app.analysis.matching.candidates import Band
from app.analysis.matching.pair_score import Component, Part
from app.analysis.matching.value_score import Way
from app.base.i18n import _
from app.ontology.catalogue import ontology
from app.ontology.model import PropertyType
from app.ontology.values import display_for


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence; `supports` tells whether it speaks for one and the same or against."""

    supports: bool
    text: str


def reasons_of(parts: tuple[Part, ...], node_type: str) -> tuple[Reason, ...]:
    """Return what speaks for and against, what speaks for first, the weightiest at the top."""
    ordered = sorted(parts, key=lambda part: not part.supports)
    return tuple(Reason(part.supports, reason_text(part, node_type)) for part in ordered)


def reason_text(part: Part, node_type: str) -> str:
    """Return one part of a comparison as a sentence in the language in force."""
    if part.component is Component.NEIGHBOURS:
        return _("Both are linked with {names}.").format(names=part.left)
    if part.component is Component.LINKED:
        return _("They are linked with each other.")
    prop = _property(node_type, part.subject)
    left, right = (display_for(prop, text) if prop else text for text in (part.left, part.right))
    if part.component in (Component.NAME, Component.ADDRESS, Component.PLACE):
        sentence = _words(part.component)[_kind_of(part)]
    else:
        sentence = _values(part.way)
    label = prop.label if prop else part.subject.replace("_", " ")
    return sentence.format(property=label, left=left, right=right)


def band_word(band: Band) -> str:
    """Return the word for how much two descriptions have in common."""
    return {
        Band.STRONG: _("strong"),
        Band.PROBABLE: _("probable"),
        Band.POSSIBLE: _("possible"),
    }[band]


def _kind_of(part: Part) -> Way:
    if part.way is Way.EQUAL:
        return Way.EQUAL
    return Way.ALIKE if part.supports else Way.OTHER


def _words(component: Component) -> dict[Way, str]:
    if component is Component.NAME:
        return {
            Way.EQUAL: _("Same name: “{left}” and “{right}”."),
            Way.ALIKE: _("Similar names: “{left}” and “{right}”."),
            Way.OTHER: _("Different names: “{left}” and “{right}”."),
        }
    if component is Component.ADDRESS:
        return {
            Way.EQUAL: _("Same address: “{left}” and “{right}”."),
            Way.ALIKE: _("Similar addresses: “{left}” and “{right}”."),
            Way.OTHER: _("Different addresses: “{left}” and “{right}”."),
        }
    return {
        Way.EQUAL: _("Same place: {left} and {right}."),
        Way.ALIKE: _("Places close to each other: {left} and {right}."),
        Way.OTHER: _("Places far from each other: {left} and {right}."),
    }


def _values(way: Way) -> str:
    return {
        Way.EQUAL: _("{property} agrees: “{left}” and “{right}”."),
        Way.ALIKE: _("{property} is similar: “{left}” and “{right}”."),
        Way.SWAPPED: _("{property} agrees with day and month swapped: “{left}” and “{right}”."),
        Way.COMPATIBLE: _("{property} fits together: “{left}” and “{right}”."),
        Way.TYPO: _("{property} differs in one character: “{left}” and “{right}”."),
        Way.OTHER: _("{property} differs: “{left}” and “{right}”."),
    }[way]


def _property(node_type: str, property_id: str) -> PropertyType | None:
    try:
        return ontology().property(node_type, property_id)
    except KeyError:
        return None
