"""Texts without the names of anybody: what stands for persons, firms and whatever else identifies them.

Every value of an identifying property becomes the pseudonym of its subject wherever it stands in a text; so
do the words of a person's name that are long enough to mean that person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from app.base.i18n import _
from app.base.records import Finding, Subject, SubjectKind
from app.ontology.catalogue import ontology
from app.ontology.values import display_for

_LEAST, _LEAST_WORD = 3, 4
_WORDS = re.compile(r"[^\W\d_]+")
_NAMES = frozenset({"name", "birth_name", "alias", "name_original_script"})


class Pseudonyms:
    """What stands for whom; `person_id` is the one the career is about and comes first."""

    def __init__(self, subjects: Sequence[Subject], findings: Iterable[Finding], person_id: str) -> None:
        self._names = _numbered(subjects, person_id)
        types = {s.id: s.type for s in subjects}
        found: dict[str, str] = {}
        for finding in findings:
            if types.get(finding.subject_id) in ontology().nodes:
                for text in _identifying(types[finding.subject_id], finding):
                    found.setdefault(text.casefold(), self._names[finding.subject_id])
        # Long ones first: a whole name before its parts.
        ordered = sorted(found, key=lambda text: (-len(text), text))
        self._found = found
        self._pattern = re.compile(
            "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in ordered) or r"(?!)", re.IGNORECASE
        )

    def of(self, subject_id: str) -> str:
        """Return what stands for a node, "" for what is none."""
        return self._names.get(subject_id, "")

    def masked(self, text: str) -> str:
        """Return a text in which pseudonyms stand for whatever identifies somebody."""
        return self._pattern.sub(lambda match: self._found[match.group().casefold()], text)


def _numbered(subjects: Sequence[Subject], person_id: str) -> Mapping[str, str]:
    numbers: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    nodes = [s for s in subjects if s.kind is SubjectKind.NODE]
    for node in sorted(nodes, key=lambda s: (s.id != person_id, s.id)):
        numbers[node.type] += 1
        kind = ontology().nodes.get(node.type)
        label = kind.label if kind else node.type
        names[node.id] = _("{kind} no. {number}").format(kind=label, number=numbers[node.type])
    return names


def _identifying(node_type: str, finding: Finding) -> list[str]:
    try:
        declared = ontology().property(node_type, finding.property)
    except KeyError:
        return []
    if not declared.identifying:
        return []
    texts = [finding.value, display_for(declared, finding.value)]
    if finding.property in _NAMES:
        parts = _WORDS.findall(finding.value)
        texts += [" ".join(reversed(parts)), " ".join(parts), " ".join((*parts[1:], *parts[:1]))]
        if node_type == "person":
            texts += [part for part in parts if len(part) >= _LEAST_WORD]
    return [text for text in dict.fromkeys(texts) if len(text.strip()) >= _LEAST]
