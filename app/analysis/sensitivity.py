"""What if this source, this link, this node is wrong: a result asked again with one of them left out.

Nothing is estimated: for every omission the network is drawn anew from what the others say and the question
is put to it. Omissions that change no tie are not computed, because their answer is known.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.analysis.network import Network
from app.analysis.omission import Evidence, without_subjects
from app.analysis.paths import pair_of
from app.analysis.questions import Question
from app.base.i18n import _
from app.base.progress import Progress


class Omitted(StrEnum):
    """What was left out."""

    SOURCE = "source"
    LINK = "link"
    NODE = "node"


@dataclass(frozen=True, slots=True)
class Omission:
    """What becomes of an answer without one source, link or node (`id`).

    `lost` are the ids of the nodes and links that go with it, `before` and `after` the answers.
    """

    what: Omitted
    id: str
    lost: frozenset[str]
    before: Hashable
    after: Hashable

    @property
    def changed(self) -> bool:
        """Whether the answer hangs on it."""
        return self.before != self.after

    @property
    def came(self) -> frozenset[str]:
        """Nodes in the answer only afterwards, where the answer is a set."""
        return _set(self.after) - _set(self.before)

    @property
    def went(self) -> frozenset[str]:
        """Nodes in the answer only before, where the answer is a set."""
        return _set(self.before) - _set(self.after)

    def sentence(self, question: Question, labels: Mapping[str, str]) -> str:
        """Return in one sentence what changes."""
        before, after = question.told(self.before, labels), question.told(self.after, labels)
        if not self.changed:
            return _("The answer stays: {answer}.").format(answer=before)
        if self.came or self.went:
            return _("{before} becomes {after} ({went} leave, {came} join).").format(
                before=before, after=after, went=len(self.went), came=len(self.came)
            )
        return _("{before} becomes {after}.").format(before=before, after=after)


def sensitivity(
    network: Network, evidence: Evidence, question: Question, *, progress: Progress | None = None
) -> tuple[Omission, ...]:
    """Leave out one source at a time; changed answers first, then by how much is lost. Raises `Cancelled`."""
    present = _ids(network)
    gone = {source: evidence.resting_on(source) & present for source in evidence.sources}
    return _asked(network, Omitted.SOURCE, gone, question, progress)


def sensitivity_to_links(
    network: Network, links: Iterable[str], question: Question, *, progress: Progress | None = None
) -> tuple[Omission, ...]:
    """Leave out one of `links` at a time, otherwise as `sensitivity`."""
    return _asked(network, Omitted.LINK, {link: frozenset({link}) for link in links}, question, progress)


def sensitivity_to_nodes(
    network: Network, nodes: Iterable[str], question: Question, *, progress: Progress | None = None
) -> tuple[Omission, ...]:
    """Leave out one of `nodes` with its links at a time, otherwise as `sensitivity`."""
    return _asked(network, Omitted.NODE, {node: frozenset({node}) for node in nodes}, question, progress)


def _asked(
    network: Network,
    what: Omitted,
    gone: Mapping[str, frozenset[str]],
    question: Question,
    progress: Progress | None,
) -> tuple[Omission, ...]:
    answer = _remembering(question)
    before = answer(network)
    found = []
    for done, (omitted, lost) in enumerate(sorted(gone.items())):
        (progress or Progress()).step(done, len(gone))
        rest = without_subjects(network, lost) if lost else network
        found.append(Omission(what, omitted, _difference(network, rest), before, answer(rest)))
    return tuple(sorted(found, key=lambda o: (not o.changed, -len(o.lost), o.id)))


def _remembering(question: Question) -> Callable[[Network], Hashable]:
    """Ask once per simple graph: parallel links and repeated evidence change no answer."""
    known: dict[tuple[frozenset[str], frozenset[tuple[str, str, bool]]], Hashable] = {}

    def answer(network: Network) -> Hashable:
        nodes = frozenset(node.id for node in network.nodes)
        ties = frozenset((*pair_of(link.start, link.end), link.in_measures) for link in network.links)
        if (nodes, ties) not in known:
            known[nodes, ties] = question.answer(network)
        return known[nodes, ties]

    return answer


def _difference(before: Network, after: Network) -> frozenset[str]:
    return _ids(before) - _ids(after)


def _ids(network: Network) -> frozenset[str]:
    return frozenset(node.id for node in network.nodes) | {link.id for link in network.links}


def _set(answer: Hashable) -> frozenset[str]:
    return answer if isinstance(answer, frozenset) else frozenset()
