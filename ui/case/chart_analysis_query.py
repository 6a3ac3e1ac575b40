"""Questions to a chart and their answers, with the graph, the parameters and the time. Free of Qt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.analysis.analysis_result import (
    AnalysisResult,
    measures_result,
    paths_result,
    sensitivity_result,
    shown_number,
    structure_result,
)
from app.analysis.network import NetLink, Network
from app.analysis.network_selection import Selection, selected
from app.analysis.omission import evidence_of
from app.analysis.paths import paths_between
from app.analysis.questions import (
    BetweennessQuestion,
    BridgeQuestion,
    CommunityQuestion,
    ComponentQuestion,
    PathQuestion,
    Question,
)
from app.analysis.sensitivity import Omission, sensitivity, sensitivity_to_links, sensitivity_to_nodes
from app.analysis.structures import co_occurrences, common_neighbours, cycles, ego
from app.analysis.two_mode import project
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.base.progress import Cancelled, Progress
from app.casework import analysis_results
from app.store.store import Store
from ui.case.case_data import CaseData, type_label
from ui.case.chart_query import ChartPicture, labels_of
from ui.case.chart_questions import MEASURE, path_modes, sensitivity_questions
from ui.case.chart_words import measure_names

_MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class AnalysisWish:
    """What is asked: the key of the question, the nodes chosen, and the fields of the form."""

    question: str
    chosen: tuple[str, ...]
    values: Mapping[str, str]

    def number(self, key: str, least: int, most: int, otherwise: int) -> int:
        """Return a whole number from the form; `UserError` for one out of bounds."""
        text = self.values.get(key, "").strip()
        if not text:
            return otherwise
        if not text.isdecimal() or not least <= int(text) <= most:
            raise UserError(
                f"analysis.{key}",
                _("“{text}” is no number from {least} to {most}.").format(text=text, least=least, most=most),
                _("Write a whole number."),
            )
        return int(text)


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """One line of an answer; `ids` is what it is about."""

    ids: tuple[str, ...]
    name: str
    value: str
    number: float = 0.0


@dataclass(frozen=True, slots=True)
class AnalysisAnswer:
    """An answer as it is shown: its record, its lines, what to mark, and numbers by node.

    `grouped` tells that numbers only tell groups apart, `sortable` whether lines may be put in order by
    their number (DESIGN.md section 2: only where the question is about structure).
    """

    result: AnalysisResult
    rows: tuple[AnalysisRow, ...] = ()
    marks: frozenset[str] = frozenset()
    numbers: Mapping[str, float] = field(default_factory=dict)
    sortable: bool = False
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class _Ground:
    data: CaseData
    picture: ChartPicture
    whole: Network
    part: Network
    selection: Selection
    labels: Mapping[str, str]


def answer(
    store: Store, data: CaseData, picture: ChartPicture, wish: AnalysisWish, progress: Progress
) -> AnalysisAnswer | None:
    """Answer a question on what is in sight, None if somebody cancelled; the log says that it was asked.

    Raises `UserError` for a field that cannot be read and for too few nodes chosen.
    """
    seen = picture.seen
    values = wish.values
    selection = Selection(
        link_types=(values["layer"],) if values.get("layer") else (),
        since=values.get("since", "").strip(),
        until=values.get("until", "").strip(),
    )
    spans = {k.id: picture.facts.of[k.id].spans for k in seen.links if k.id in picture.facts.of}
    ground = _Ground(data, picture, seen, selected(seen, selection, spans), selection, labels_of(seen))
    asked = _measured if wish.question.startswith(MEASURE) else _ANSWERS[wish.question]
    try:
        found = asked(ground, wish, progress)
    except Cancelled:
        return None
    reason = values.get("kinship", "").strip()
    analysis_results.note_asked(store, data.header.id, reason)
    return found


def _measured(ground: _Ground, wish: AnalysisWish, progress: Progress) -> AnalysisAnswer:
    name = wish.question.removeprefix(MEASURE)
    record, found = measures_result(
        ground.part,
        [name],
        with_kinship_reason=wish.values.get("kinship", ""),
        directed=bool(wish.values.get("directed")),
        progress=progress,
    )
    # The record names measures as the command line does; here they are called as the form calls them.
    called = (_("measures"), dict(measure_names())[name])
    record = replace(record, parameters=(called, *record.parameters[1:]))
    numbers = record.values.get(name, {})
    rows = [AnalysisRow((i,), ground.labels.get(i, i), _short(v), v) for i, v in numbers.items()]
    if name in ("diameter", "density"):
        value = found.diameter if name == "diameter" else found.density
        rows = [AnalysisRow((), dict(measure_names())[name], _short(float(value or 0)))]
    keys = {"distance": "mean_distance", "clique": "largest_clique"}
    if name in keys:
        rows = [AnalysisRow((), dict(measure_names())[name], _short(found.figures[keys[name]]))]
    marks = (
        frozenset(i for i, v in numbers.items() if v) if name in ("articulation", "bridges") else frozenset()
    )
    return AnalysisAnswer(
        record, _by_name(rows), marks, numbers, name in record.sortable, name in ("communities", "components")
    )


def _paths(ground: _Ground, wish: AnalysisWish, progress: Progress) -> AnalysisAnswer:
    chosen = _enough(wish, 2)
    mode = wish.values.get("mode", "shortest")
    k, hops = wish.number("k", 1, 100, 3), wish.number("hops", 1, 12, 4)
    found = paths_between(
        ground.part,
        chosen,
        k=k if mode == "k" else 1,
        max_hops=hops if mode == "every" else None,
        all_shortest=mode == "all",
        every=mode == "every",
        progress=progress,
    )
    asked = [(_("kind of path"), dict(path_modes())[mode])]
    asked += [(_("number of paths"), str(k))] if mode == "k" else []
    asked += [(_("steps at most"), str(hops))] if mode == "every" else []
    result = paths_result(found, ground.part, asked, selection=ground.selection, whole=ground.whole)
    rows = []
    for path in found.paths[:_MOST_ROWS]:
        steps = ngettext("{count} step", "{count} steps", path.hops).format(count=path.hops)
        ids = (*path.nodes, *(link.id for step in path.links for link in step))
        rows.append(AnalysisRow(ids, _chain(ground, path.nodes), steps, path.hops))
    rows += [
        AnalysisRow((a, b), f"{ground.labels.get(a, a)} – {ground.labels.get(b, b)}", _("no path"))
        for a, b in found.apart
    ]
    return AnalysisAnswer(result, tuple(rows), found.nodes | found.links)


def _common(ground: _Ground, wish: AnalysisWish, _progress: Progress) -> AnalysisAnswer:
    chosen = _enough(wish, 2)
    found = common_neighbours(ground.part, chosen)
    rows = [AnalysisRow((c.node, *_ids(c.links)), ground.labels[c.node], "") for c in found]
    links = [link for c in found for step in c.links for link in step]
    return _structure(
        ground, _("Common neighbours"), rows, links, [(_("of"), _named(ground, chosen))], chosen
    )


def _rings(ground: _Ground, wish: AnalysisWish, progress: Progress) -> AnalysisAnswer:
    triangles = wish.question == "triangles"
    longest = 3 if triangles else wish.number("longest", 3, 8, 5)
    found = cycles(ground.part, longest=longest, progress=progress)
    rows = []
    for ring in found[:_MOST_ROWS]:
        size = ngettext("{count} node", "{count} nodes", len(ring.nodes)).format(count=len(ring.nodes))
        rows.append(AnalysisRow((*ring.nodes, *_ids(ring.links)), _chain(ground, ring.nodes), size))
    links = [link for ring in found for step in ring.links for link in step]
    title = _("Triangles") if triangles else _("Closed rings")
    asked = [] if triangles else [(_("nodes at most"), str(longest))]
    return _structure(ground, title, rows, links, asked)


def _meetings(ground: _Ground, wish: AnalysisWish, progress: Progress) -> AnalysisAnswer:
    found = co_occurrences(ground.part, wish.chosen if len(wish.chosen) > 1 else (), progress=progress)
    rows, links = [], []
    for pair in found[:_MOST_ROWS]:
        at = ", ".join(ground.labels[c.node] for c in pair.at)
        step = [link for c in pair.at for side in c.links for link in side]
        ids = (pair.a, pair.b, *(c.node for c in pair.at), *(k.id for k in step))
        rows.append(AnalysisRow(ids, f"{ground.labels[pair.a]} – {ground.labels[pair.b]}", at))
        links += step
    return _structure(ground, _("Meetings at events and places"), rows, links, [])


def _projection(ground: _Ground, wish: AnalysisWish, _progress: Progress) -> AnalysisAnswer:
    side, partner = wish.values.get("side", ""), wish.values.get("partner", "")
    if not side or not partner or side == partner:
        raise UserError(
            "analysis.partner",
            _("Both sides need a type of their own."),
            _("Choose who is tied, and by what they share."),
        )
    found = project(ground.part, [side], [partner])
    rows, links = [], []
    for tie in found.ties[:_MOST_ROWS]:
        shared = ngettext("{count} in common", "{count} in common", tie.weight).format(count=tie.weight)
        step = [link for c in tie.partners for edge in c.links for link in edge]
        ids = (tie.a, tie.b, *(c.node for c in tie.partners), *(k.id for k in step))
        rows.append(AnalysisRow(ids, f"{ground.labels[tie.a]} – {ground.labels[tie.b]}", shared))
        links += step
    asked = [(_("side"), type_label(side)), (_("shared"), type_label(partner))]
    return _structure(ground, _("Ties by shared partners"), rows, links, asked)


def _ego(ground: _Ground, wish: AnalysisWish, _progress: Progress) -> AnalysisAnswer:
    centre = _enough(wish, 1)[0]
    hops = wish.number("hops", 1, 6, 1)
    found = ego(ground.part, centre, hops=hops)
    rows = [AnalysisRow((n.id,), n.label, type_label(n.type)) for n in found.nodes if n.id != centre]
    asked = [(_("around"), ground.labels[centre]), (_("steps at most"), str(hops))]
    marks = [n.id for n in found.nodes]
    return _structure(ground, _("Surroundings of a node"), list(_by_name(rows)), found.links, asked, marks)


def _sensitive(ground: _Ground, wish: AnalysisWish, progress: Progress) -> AnalysisAnswer:
    if ground.picture.recipient:
        raise UserError(
            "analysis.eyes",
            _("This question needs the sources of the office's own view."),
            _("Remove the filter “As seen by” first."),
        )
    question, asked = _question(ground, wish)
    what = wish.values.get("what", "source")
    names: dict[str, str] = dict(ground.labels)
    if what == "source":
        found = sensitivity(ground.part, evidence_of(ground.data.current), question, progress=progress)
        names |= {i: f"{s.reference}" for i, s in ground.data.sources.items()}
    elif what == "link":
        links = [link.id for link in ground.part.links]
        found = sensitivity_to_links(ground.part, links, question, progress=progress)
    else:
        nodes = [n.id for n in ground.part.nodes if n.id not in wish.chosen]
        found = sensitivity_to_nodes(ground.part, nodes, question, progress=progress)
    told = [(o, o.sentence(question, ground.labels)) for o in found]
    result = sensitivity_result(
        asked, told, ground.part, names, selection=ground.selection, whole=ground.whole
    )
    if not result.findings:
        # What hangs on nothing is worth saying, too: it rests on the evidence around what was asked about.
        around = (k for k in ground.part.links if not wish.chosen or {k.start, k.end} & set(wish.chosen))
        result = replace(result, findings=tuple(dict.fromkeys(f for k in around for f in k.findings)))
    rows = [_omitted(o, sentence, names) for o, sentence in told if o.changed]
    lost = frozenset(i for o in found if o.changed for i in o.lost)
    return AnalysisAnswer(result, tuple(rows), lost)


def _omitted(omission: Omission, sentence: str, names: Mapping[str, str]) -> AnalysisRow:
    return AnalysisRow(tuple(omission.lost), names.get(omission.id, omission.id), sentence)


def _question(ground: _Ground, wish: AnalysisWish) -> tuple[Question, str]:
    key, reason = wish.values.get("hangs", "path"), wish.values.get("kinship", "")
    asked = dict(sensitivity_questions())[key]
    if key in ("path", "bridge"):
        a, b = _enough(wish, 2)[:2]
        named = f"{asked}: {_named(ground, (a, b))}"
        return (PathQuestion(a, b) if key == "path" else BridgeQuestion(a, b)), named
    if key == "betweenness":
        return BetweennessQuestion(3, reason), asked
    node = _enough(wish, 1)[0]
    named = f"{asked}: {_named(ground, (node,))}"
    return (ComponentQuestion(node) if key == "component" else CommunityQuestion(node, reason)), named


def _structure(
    ground: _Ground,
    title: str,
    rows: Sequence[AnalysisRow],
    links: Iterable[NetLink],
    asked: Sequence[tuple[str, str]],
    marks: Iterable[str] = (),
) -> AnalysisAnswer:
    kept = list(links)
    lines = [f"{row.name}: {row.value}" if row.value else row.name for row in rows[:10]]
    if len(rows) > 10:
        rest = len(rows) - 10
        lines.append(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
    result = structure_result(
        title,
        lines or [_("none")],
        [f for link in kept for f in link.findings],
        ground.part,
        asked,
        selection=ground.selection,
        whole=ground.whole,
    )
    marked = {i for row in rows for i in row.ids} | set(marks)
    return AnalysisAnswer(result, tuple(rows), frozenset(marked))


def _enough(wish: AnalysisWish, count: int) -> tuple[str, ...]:
    if len(wish.chosen) < count:
        raise UserError(
            "analysis.chosen",
            ngettext(
                "Choose at least {count} node on the chart for this question.",
                "Choose at least {count} nodes on the chart for this question.",
                count,
            ).format(count=count),
            _("A click chooses one, Shift and a click one more."),
        )
    return wish.chosen


def _ids(steps: Iterable[Iterable[NetLink]]) -> tuple[str, ...]:
    return tuple(link.id for step in steps for link in step)


def _chain(ground: _Ground, nodes: Iterable[str]) -> str:
    return " – ".join(ground.labels.get(i, i) for i in nodes)


def _named(ground: _Ground, nodes: Iterable[str]) -> str:
    return ", ".join(ground.labels.get(i, i) for i in nodes)


def _by_name(rows: Iterable[AnalysisRow]) -> tuple[AnalysisRow, ...]:
    return tuple(sorted(rows, key=lambda row: list_order(row.name)))


def _short(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else shown_number(value)


_ANSWERS: Mapping[str, Callable[[_Ground, AnalysisWish, Progress], AnalysisAnswer]] = {
    "paths": _paths,
    "common": _common,
    "cycles": _rings,
    "triangles": _rings,
    "meetings": _meetings,
    "projection": _projection,
    "ego": _ego,
    "sensitivity": _sensitive,
}
