"""Merging any set of packages in any order, with repeats, ends in the same case."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Select, select

from app.base.ids import id_of_agency
from app.base.method_records import EXONERATING, FINDING, NULL, Method, MethodKind, PartKind, Rating
from app.base.provision_records import APPROVED, PROPOSED, DataMark
from app.base.records import (
    Agency,
    Contribution,
    Delivery,
    Finding,
    Judgement,
    Label,
    Source,
    Standing,
    Subject,
    SubjectKind,
    Verdict,
)
from app.base.sent_records import SentMethod, SentPart, SentProvision
from app.casework import cases, foreign_provisions, merge_union, rows
from app.casework.merge_records import ERASED, RECALLED, RESTRICTED, HandedOn, Incoming, SenderAct
from app.store import tables
from app.store.audit import Action
from app.store.store import Store

CASE = "c" * 32
NAMES = ("Gewerbeamt Musterstadt", "Zoll Musterstadt")
AGENCIES = tuple(
    Agency(id_of_agency(code, name), code, name, name)
    for code, name in zip(("A09", "A03"), NAMES, strict=True)
)
LABEL = Label("open", "suspect", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")
NODES = 3
FACTS = 8


def _id(kind: str, no: int) -> str:
    return f"{kind}{no:031x}"


def _subjects() -> dict[str, Subject]:
    found = [Subject(_id("d", no), SubjectKind.NODE, "person") for no in range(NODES)]
    ends = ((0, 1), (1, 2))
    for no, (start, end) in enumerate(ends):
        found.append(Subject(_id("e", no), SubjectKind.LINK, "contact", _id("d", start), _id("d", end)))
    return {s.id: s for s in found}


SUBJECTS = _subjects()


@st.composite
def worlds(draw: st.DrawFn) -> list[Finding]:
    """Findings that two agencies might know: on nodes and links, corrected and rested upon here and there."""
    made: list[Finding] = []
    for no in range(FACTS):
        about = draw(st.sampled_from(sorted(SUBJECTS))) if no >= NODES else _id("d", no)
        link = SUBJECTS[about].kind is SubjectKind.LINK
        owner = draw(st.integers(0, 1))
        same = [f for f in made if f.subject_id == about and f.source_id == _id("b", owner)]
        corrected = draw(st.sampled_from([None, *(f.id for f in same)]))
        if any(f.supersedes == corrected for f in made):
            corrected = None
        nodes = [f.id for f in made if f.id != corrected and not link]
        basis = draw(st.lists(st.sampled_from(nodes), max_size=1, unique=True)) if nodes else []
        made.append(
            Finding(
                _id("f", no), CASE, about, _id("b", owner), "exists" if link else "name",
                "yes" if link else f"Muster {no}",
                Standing.ASSESSMENT if basis else Standing.FACT, "2", "muster",
                f"2026-01-0{no + 1}T10:00:00Z", "2027-12-31", supersedes=corrected,
                basis=tuple(basis), author_agency_id=AGENCIES[owner].id,
            )
        )  # fmt: skip
    return made


def _owner(finding: Finding) -> int:
    return int(finding.source_id[-1])


@st.composite
def packages(draw: st.DrawFn) -> list[Incoming]:
    """Some packages of two senders: closed worlds out of one, each with what its sender took back."""
    world = {f.id: f for f in draw(worlds())}
    count = draw(st.integers(2, 4))
    return [_package(draw, no, world) for no in range(count)]


def _package(draw: st.DrawFn, no: int, world: dict[str, Finding]) -> Incoming:
    sender = draw(st.integers(0, 1))
    chosen = draw(st.sets(st.sampled_from(sorted(world))))
    acts = _acts(draw, world, sender)
    chosen -= {a.finding_id for a in acts}
    picked = _closed({i: world[i] for i in chosen})
    trimmed = {f.id: _trim(f, picked, draw(st.booleans())) for f in picked.values()}
    delivery = _delivery(trimmed, LABEL if draw(st.booleans()) else None)
    grounds = (HandedOn("P001", (1,), tuple(trimmed)),)
    created = f"2026-02-0{no + 1}T10:00:00Z"
    told = f"p{no}", f"key {sender}", AGENCIES[sender].id, created, no
    return Incoming(
        *told, delivery, grounds, acts, NAMES[sender],
        methods=_methods(draw, sorted(trimmed)), marks=_marks(draw, delivery), own_words=_words(draw),
    )  # fmt: skip


def _part(no: int, kind: PartKind, cites: tuple[str, ...] = (), **more: Any) -> SentPart:
    plain: dict[str, Any] = dict.fromkeys(("above_id", "role", "note", "agency_id", "partner"), "")
    plain |= dict.fromkeys(("provision", "status", "due", "indicator"), "")
    said = {"text": f"Satz {no}", "effort": 0, "effect": 0, "standard": False, "ratings": (), **more}
    return SentPart(**{**plain, **said}, id=f"t{no}", kind=kind, no=no, cites=cites)


def _methods(draw: st.DrawFn, held: Sequence[str]) -> tuple[SentMethod, ...]:
    """A comparison of the sender: both offices call it the same, and say of it what they say that day."""
    if not held or not draw(st.booleans()):
        return ()
    parts = [_part(1, PartKind.HYPOTHESIS, role=NULL), _part(2, PartKind.HYPOTHESIS, role=EXONERATING)]
    for no in range(3, 3 + draw(st.integers(1, 2))):
        rated = Rating(f"t{draw(st.integers(1, 2))}", "1", draw(st.sampled_from(("C", "II"))))
        cites = (draw(st.sampled_from(held)),)
        parts.append(_part(no, PartKind.EVIDENCE, cites, role=FINDING, text="", ratings=(rated,)))
    cited = draw(st.sets(st.sampled_from(held), min_size=1, max_size=2))
    parts.append(_part(9, PartKind.CONCLUSION, tuple(sorted(cited)), text=draw(st.sampled_from("AB"))))
    return (SentMethod("m", MethodKind.HYPOTHESES, "", tuple(parts)),)


def _marks(draw: st.DrawFn, delivery: Delivery) -> tuple[DataMark, ...]:
    there = [*(f.id for f in delivery.findings), *(c.id for c in delivery.contributions)]
    if not there:
        return ()
    classes = st.sets(st.sampled_from(("tax", "confided")), min_size=1).map(lambda c: tuple(sorted(c)))
    marked = draw(st.dictionaries(st.sampled_from(there), classes, max_size=2))
    return tuple(DataMark(*pair) for pair in sorted(marked.items()))


def _words(draw: st.DrawFn) -> tuple[SentProvision, ...]:
    """The same entry of a sender, waiting on one day and approved on another."""
    if not draw(st.booleans()):
        return ()
    status = draw(st.sampled_from((PROPOSED, APPROVED)))
    return (
        SentProvision(
            "EIG-1", 1, "Abrede", "Nr. 1", "Titel", "Text", "may", ("A09",), ("A03",), ("wenn nötig",), (),
            True, False, "Ordner 3", "2026-01-01", "", status, "", "",
        ),
    )  # fmt: skip


def _acts(draw: st.DrawFn, world: dict[str, Finding], sender: int) -> tuple[SenderAct, ...]:
    kinds = st.sampled_from((ERASED, RECALLED, RESTRICTED))
    wanted = draw(st.dictionaries(st.sampled_from(sorted(world)), kinds, max_size=2))
    found = {}
    for finding_id, kind in wanted.items():
        current: str | None = finding_id
        # What is erased takes along what it corrected, as at the sender.
        while current is not None:
            found[current] = kind
            current = world[current].supersedes if kind != RESTRICTED else None
    return tuple(SenderAct(i, kind, "2026-02-01T10:00:00Z", "Grund") for i, kind in found.items())


def _closed(picked: dict[str, Finding]) -> dict[str, Finding]:
    """Drop what cannot stand without what is missing, as the release does."""
    while True:
        standing = {f.subject_id for f in picked.values()}
        kept = {
            i: f
            for i, f in picked.items()
            if {e for e in (SUBJECTS[f.subject_id].start, SUBJECTS[f.subject_id].end) if e} <= standing
            and set(f.basis) <= picked.keys()
        }
        if len(kept) == len(picked):
            return kept
        picked = kept


def _trim(finding: Finding, picked: dict[str, Finding], known: bool) -> Finding:
    """A released copy names what it corrects only if the recipient has had that."""
    return finding if known else dataclasses.replace(finding, supersedes=None)


def _judged(owner: int, a: str, b: str) -> Judgement:
    """What an agency says of two nodes; of two others it is another judgement."""
    named, at = _id("9", 256 * owner + 16 * int(a[-1]) + int(b[-1])), "2026-01-01T00:00:00Z"
    return Judgement(named, CASE, a, b, Verdict.SAME, "r", AGENCIES[owner].id, "x", at)


def _delivery(findings: dict[str, Finding], label: Label | None) -> Delivery:
    owners = sorted({_owner(f) for f in findings.values()})
    about = {f.subject_id for f in findings.values()}
    nodes = sorted(i for i in about if SUBJECTS[i].kind is SubjectKind.NODE)
    return Delivery(
        contributions=tuple(
            Contribution(
                _id("a", o), CASE, AGENCIES[o].id, NAMES[o], "2026-01-01", "P001", "Prüfung", "", "OPEN",
                label,
            )
            for o in owners
        ),
        sources=tuple(Source(_id("b", o), _id("a", o), "register", "Blatt", "A", None) for o in owners),
        subjects=tuple(SUBJECTS[i] for i in sorted(about)),
        findings=tuple(findings.values()),
        judgements=tuple(_judged(o, *nodes[:2]) for o in owners if len(nodes) > 1),
        agencies=AGENCIES,
    )  # fmt: skip


class _Done(Exception):
    """Carries the state out of a unit of work that is taken back."""

    def __init__(self, state: dict[str, object]) -> None:
        super().__init__("taken back")
        self.state = state


def _held(connection: Connection, case_id: str) -> dict[str, object]:
    """What the tables say of a case, without what tells when it was written."""
    whole = rows.whole_records(connection, case_id)
    used = {f.source_id for f in whole.findings}
    methods = {m.id: _told(m) for m in whole.methods}
    stone, held, waiting = tables.tombstone, tables.quarantine, tables.package_waiting
    pending = tables.package_reference

    def column(query: Select[Any]) -> set[object]:
        return set(connection.execute(query).scalars())

    pairs = select(pending.c.finding_id + pending.c.kind + pending.c.target_id)
    return {
        "findings": {f.id: dataclasses.replace(f, basis=tuple(sorted(f.basis))) for f in whole.findings},
        "subjects": set(whole.subjects),
        "contributions": set(whole.contributions),
        "sources": {s.id for s in whole.sources if s.id in used},
        "judgements": set(whole.judgements),
        "erased": column(select(stone.c.finding_id)),
        "held": column(select(held.c.contribution_id)),
        "waiting": column(select(waiting.c.id)),
        "references": column(pairs),
        "methods": methods,
        "marks": set(whole.marks),
        "words": foreign_provisions.read(connection),
    }


def _told(method: Method) -> Method:
    """A method without the order in which rows happened to be written."""
    parts = (
        dataclasses.replace(p, cites=tuple(sorted(p.cites)), ratings=tuple(sorted(p.ratings, key=repr)))
        for p in method.parts
    )
    return dataclasses.replace(method, parts=tuple(sorted(parts, key=lambda p: p.id)))


def _state(store: Store, case_id: str, order: Sequence[Incoming]) -> dict[str, object]:
    """What a case holds after these packages, in one transaction that leaves nothing behind."""
    try:
        with store.write("Probe", Action.COMBINATION, case_id=case_id, history=False) as work:
            for package in order:
                merge_union.unite(work, case_id, package)
            raise _Done(_held(work.connection, case_id))
    except _Done as done:
        return done.state


def test_any_order_any_repeats_end_in_the_same_case(store: Store) -> None:
    case_id = cases.create(store, "360-2026-900", "Musterfall", "Zweck", "Grundlage").ids[0]

    @settings(max_examples=20, derandomize=True, deadline=None)
    @given(packages(), st.data())
    def check(found: list[Incoming], data: st.DataObject) -> None:
        once = [dataclasses.replace(p, delivery=_of_case(p.delivery, case_id)) for p in found]
        expected = _state(store, case_id, once)
        repeats = data.draw(st.lists(st.sampled_from(range(len(once))), max_size=3))
        order = data.draw(st.permutations([*range(len(once)), *repeats]))
        assert _state(store, case_id, [once[no] for no in order]) == expected

    check()


def _of_case(delivery: Delivery, case_id: str) -> Delivery:
    return dataclasses.replace(
        delivery, findings=tuple(dataclasses.replace(f, case_id=case_id) for f in delivery.findings)
    )
