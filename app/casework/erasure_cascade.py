"""One erasure under way: what goes with the findings, and taking it out. Used by `app.casework.erasure`."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Select, select

from app.base.blocks import blocks
from app.base.clock import now_text, today
from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Standing, SubjectKind
from app.casework import erasure_repeats, field_traces, notices, quarantine, review_bounds, review_days
from app.casework.chart_erasure import drop_subjects
from app.casework.erasure_citations import loosen
from app.casework.erasure_reach import lost_subjects, newest_first, with_predecessors
from app.casework.erasure_records import Erasure, Foreseen
from app.casework.erasure_remains import drop_drafts, drop_lost_pieces, unite_index
from app.casework.erasure_repeats import Repeat
from app.casework.erasure_values import SHORTEST, Recogniser, telling
from app.casework.review_bounds import Circle
from app.casework.wording_rows import drop_of_rows
from app.store import searchindex, tables
from app.store.change import Change
from app.store.unit_of_work import UnitOfWork


class Cascade:
    """One erasure under way: the rows of the case that go, found from the findings that are to go."""

    def __init__(
        self,
        work: UnitOfWork,
        case_id: str,
        wanted: Sequence[str],
        reason: str,
        choices: Mapping[str, str] | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.work, self.connection, self.reason, self.choices = work, work.connection, reason, choices
        self.told = progress or Progress()
        f, s = tables.finding, tables.subject
        self.all = {r.id: r for r in self.connection.execute(select(f).where(f.c.case_id == case_id))}
        self.all_subjects = {
            r.id: r for r in self.connection.execute(select(s).where(s.c.case_id == case_id))
        }
        unknown = [i for i in wanted if i not in self.all]
        if unknown or not wanted:
            raise UserError(
                "erasure.unknown",
                _("There is no finding “{id}” in this case."),
                _("Take the id from the list of what is due."),
                id=", ".join(unknown) or "-",
            )
        chosen = erasure_repeats.chosen_findings(choices or {})
        self.findings = self._with_predecessors([*wanted, *(i for i in chosen if i in self.all)])
        self.subjects: list[str] = []
        self.removed: dict[str, list[str]] = {}
        self.to_review: list[str] = []
        self.documents_left: list[str] = []
        self.rows: dict[str, str] = {}
        self.left: tuple[Repeat, ...] = ()

    def reach(self) -> list[str]:
        """Return the findings that go."""
        self._lose_subjects()
        return self.findings

    def find(self) -> None:
        """Find what goes, and refuse a reason that repeats it."""
        self._lose_subjects()
        self._refuse_telling_reason()

    def run(self) -> None:
        """Take everything out, and out of other places what was chosen there.

        With choices (place -> what to do) each place that repeats a value must have been decided on; None
        leaves them all.
        """
        self.find()
        self.told.step(1, 10)
        notices.open_for(self.work, notices.ERASED, self.findings)
        before = self._circle()
        self.take_out()
        review_days.settle(self.work, before, before.changed(gone=self.findings))
        stones = [{"finding_id": i, "erased_at": now_text(), "reason": self.reason} for i in self.findings]
        self.work.insert_many(tables.tombstone, stones)
        fields = {i: (self.all[i].subject_id, self.all[i].property) for i in self.findings}
        field_traces.leave(self.work, fields, self.subjects)
        self.told.step(8, 10)
        changed = self._settle_repeats()
        self.told.step(9, 10)
        self._forget(changed)

    def take_out(self) -> None:
        """Take the rows out, of which `reach` said that they go."""
        things = self._things_behind()
        self._loosen_references()
        for finding_id in self.told.stretch(2, 4, 10).each(self.findings):
            self._drop_citations(finding_id)
        for finding_id in self.told.stretch(4, 6, 10).each(newest_first(self.all, self.findings)):
            self.work.delete(tables.finding, finding_id)
        self._drop_subjects()
        self._drop_provenance(things)
        drop_drafts(self.connection, self.work.case_id, [*self.findings, *self.subjects])

    def repeats(self) -> tuple[Repeat, ...]:
        """Return the places that still repeat a value of what was taken out."""
        return erasure_repeats.find(self.connection, self.work.case_id, self._recogniser())

    def _recogniser(self) -> Recogniser:
        types = {i: s.type for i, s in self.all_subjects.items()}
        going = (self.all[i] for i in self.findings)
        return Recogniser(way for f in going for way in telling(types[f.subject_id], f.property, f.value))

    def _settle_repeats(self) -> list[tuple[str, str]]:
        wanted, choices = self._recogniser(), self.choices or {}
        found = erasure_repeats.find(self.connection, self.work.case_id, wanted)
        if self.choices is not None:
            erasure_repeats.refuse_undecided(found, choices)
        changed = erasure_repeats.carry_out(self.work, wanted, found, choices)
        self.left = tuple(r for r in found if choices.get(r.key) not in r.can)
        if found:
            text = _("{label}; repeated elsewhere: {taken} taken out, {left} left")
            counts = {"taken": len(found) - len(self.left), "left": len(self.left)}
            self.work.label = text.format(label=self.work.label, **counts)
        return changed

    def _circle(self) -> Circle:
        """Return what decides on the periods of all that stays with the people concerned."""
        touched = {self.all[i].subject_id for i in self.findings}
        return review_bounds.read(self.connection, self.work.case_id, sorted(touched), links=True)

    def foreseen(self, told: Sequence[notices.Recipient]) -> Foreseen:
        """Return what was taken out, for somebody who has still to decide."""
        names = [self.rows[i] for i in self.removed.get("document", ())]
        return Foreseen(
            findings=tuple(self.findings),
            subjects=tuple(s for s in self.subjects if self.all_subjects[s].kind == SubjectKind.NODE),
            links=tuple(s for s in self.subjects if self.all_subjects[s].kind == SubjectKind.LINK),
            sources=len(self.removed.get("source", ())),
            documents=tuple(names),
            contributions=len(self.removed.get("contribution", ())),
            judgements=len(self.removed.get("judgement", ())),
            citations=len(self.removed.get("measure_citation", ())),
            to_review=len(self.to_review),
            documents_left=len(self.documents_left),
            recipients=tuple(told),
            repeats=self.repeats(),
        )

    def result(self, change: Change, *, compacted: bool) -> Erasure:
        """Return what was taken out by this change."""
        return Erasure(
            change=change,
            findings=tuple(self.findings),
            subjects=tuple(self.subjects),
            sources=tuple(self.removed.get("source", ())),
            documents=tuple(self.removed.get("document", ())),
            contributions=tuple(self.removed.get("contribution", ())),
            judgements=tuple(self.removed.get("judgement", ())),
            to_review=tuple(self.to_review),
            documents_left=tuple(self.documents_left),
            compacted=compacted,
            repeats=self.left,
        )

    def _with_predecessors(self, wanted: Sequence[str]) -> list[str]:
        return with_predecessors(self.all, wanted)

    def _lose_subjects(self) -> None:
        self.subjects, more = lost_subjects(self.all, self.all_subjects, self.findings)
        self.findings += more

    def _refuse_telling_reason(self) -> None:
        said = self.reason.casefold()
        values = (str(self.all[i].value).casefold() for i in self.findings)
        if any(len(v) >= SHORTEST and v in said for v in values):
            raise UserError(
                "erasure.telling",
                _("The reason repeats what is to be erased; it would stay in the audit log."),
                _("Name the ground, not the value."),
            )

    def _things_behind(self) -> dict[str, set[str]]:
        """Return sources, documents and contributions behind the findings, before they go."""
        s, c = tables.source, tables.contribution
        sources = {self.all[i].source_id for i in self.findings}
        query = select(s).join(c, c.c.id == s.c.contribution_id).where(c.c.case_id == self.work.case_id)
        rows = [r for r in self.connection.execute(query) if r.id in sources]
        return {
            "source": sources,
            "document": {r.document_id for r in rows if r.document_id},
            "contribution": {r.contribution_id for r in rows},
        }

    def _loosen_references(self) -> None:
        """Let go what refers to the erased findings: their corrections, and assessments resting on them."""
        going, b = set(self.findings), tables.finding_basis
        for row in self.all.values():
            if row.supersedes in going and row.id not in going:
                # A finding is never updated; written anew without the reference it says the same.
                self.work.delete(tables.finding, row.id)
                self.work.insert(tables.finding, {**row._asdict(), "supersedes": None})
        bases: dict[str, set[str]] = {}
        resting_on = self._ids(select(b.c.finding_id), b.c.basis_id, self.findings)
        for row in self._rows(select(b), b.c.finding_id, resting_on):
            bases.setdefault(row.finding_id, set()).add(row.basis_id)
        yesterday = (today() - dt.timedelta(days=1)).isoformat()
        for finding_id, rests_on in bases.items():
            if finding_id in going or not rests_on <= going:
                continue
            resting = self.work.row(tables.finding, finding_id)
            if resting is not None and resting["standing"] != Standing.FACT:
                self.to_review.append(finding_id)
                self.work.update(tables.finding, finding_id, review_due=yesterday)

    def _rows(self, query: Select[Any], column: Column[Any], ids: Sequence[str]) -> Iterator[Any]:
        for block in blocks(ids):
            yield from self.connection.execute(query.where(column.in_(block)))

    def _ids(self, query: Select[Any], column: Column[Any], ids: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(row[0] for row in self._rows(query, column, ids)))

    def _drop_citations(self, finding_id: str) -> None:
        b, c = tables.finding_basis, tables.measure_citation
        pairs = select(b.c.id).where((b.c.finding_id == finding_id) | (b.c.basis_id == finding_id))
        self._drop(b.name, [i for (i,) in self.connection.execute(pairs)])
        cited = select(c.c.id).where(c.c.finding_id == finding_id)
        self._drop(c.name, [i for (i,) in self.connection.execute(cited)])
        loosen(self.work, finding_id)

    def _drop_subjects(self) -> None:
        drop_subjects(self.work, self.subjects)
        j, d = tables.judgement, tables.deletion_decision
        for subject_id in self.told.stretch(6, 8, 10).each(self.subjects):
            for table, one, other in ((j, j.c.a, j.c.b), (d, d.c.subject_id, d.c.about_id)):
                naming = select(table.c.id).where((one == subject_id) | (other == subject_id))
                self._drop(table.name, [i for (i,) in self.connection.execute(naming)])
            self.work.delete(tables.subject, subject_id)

    def _drop_provenance(self, behind: dict[str, set[str]]) -> None:
        """Drop what only delivered erased findings; a contribution goes when no finding of it is left."""
        f, s, d = tables.finding, tables.source, tables.document
        own = select(f.c.source_id).where(f.c.case_id == self.work.case_id)
        used = {i for (i,) in self.connection.execute(own.distinct())}
        sources = self.connection.execute(
            select(s).where(s.c.contribution_id.in_(behind["contribution"]))
        ).all()
        alive = {r.contribution_id for r in sources if r.id in used}
        dead = behind["contribution"] - alive
        going = [r for r in sources if r.contribution_id in dead or r.id in behind["source"] - used]
        ids = {r.id for r in going}
        self._drop(s.name, sorted(ids))
        cited = {i for (i,) in self.connection.execute(select(s.c.document_id)) if i}
        held = self.connection.execute(select(d.c.id).where(d.c.contribution_id.in_(dead))).all()
        documents = {i for (i,) in held} | {r.document_id for r in going if r.document_id}
        self.documents_left = sorted((behind["document"] | documents) & cited)
        leaving = sorted(documents - cited)
        self.rows = {r.id: r.name for r in self._rows(select(d.c.id, d.c.name), d.c.id, leaving)}
        self._drop(d.name, sorted(documents - cited))
        still = {i for (i,) in self.connection.execute(select(d.c.contribution_id))}
        still |= {i for (i,) in self.connection.execute(select(s.c.contribution_id))}
        for contribution_id in sorted(dead - still):
            quarantine.let_go(self.work, contribution_id)
        self._drop(tables.contribution.name, sorted(dead - still))

    def _drop(self, table: str, ids: Collection[str]) -> None:
        for row_id in ids:
            self.work.delete(tables.metadata.tables[table], row_id)
            self.removed.setdefault(table, []).append(row_id)
        drop_of_rows(self.work, ids)

    def _forget(self, changed: Sequence[tuple[str, str]]) -> None:
        """Take what went or changed out of histories, document pieces and the search index."""
        provenance = [i for k in ("source", "document", "contribution") for i in self.removed.get(k, ())]
        self.work.end_history()
        self.work.forget([*self.findings, *provenance])
        self.work.about(*self.findings)
        drop_lost_pieces(self.connection)
        things = [("subject", self.all[i].subject_id) for i in self.findings]
        things += changed
        for kind in ("source", "document", "contribution"):
            things += [(kind, i) for i in self.removed.get(kind, ())]
        searchindex.refresh(self.connection, dict.fromkeys(things))
        unite_index(self.connection)
