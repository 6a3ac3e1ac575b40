"""Writing an import of any size into a case, batch by batch within one unit of work.

What `app.casework.intake` does for packages in one go: here everything is new, so nothing is compared, and
no more than a batch is in memory. Quarantine is decided before the first finding comes, so that nothing of
what is held is ever findable.
"""

from collections.abc import Sequence

from app.base.records import Agency, Contribution, Finding, Source, Subject
from app.casework import intake, quarantine, review_days, writing
from app.store import tables
from app.store.unit_of_work import UnitOfWork


class BulkIntake:
    """Takes batches in order; `held` names the contributions that came into quarantine."""

    def __init__(
        self, work: UnitOfWork, case_id: str, agencies: Sequence[Agency], *, hold_unlabelled: bool
    ) -> None:
        self._work = work
        self._case_id = case_id
        self._hold = hold_unlabelled
        self.held: list[str] = []
        known = intake.existing(work.connection, tables.agency, [a.id for a in agencies])
        new = [a for a in agencies if a.id not in known]
        rows = [
            {"id": a.id, "class_code": a.class_code, "name_de": a.name_de, "name_en": a.name_en} for a in new
        ]
        work.insert_many(tables.agency, rows)

    def take(
        self,
        contributions: Sequence[Contribution],
        sources: Sequence[Source],
        subjects: Sequence[Subject],
        findings: Sequence[Finding],
    ) -> None:
        """Write one batch; what it stands on came before or is part of it."""
        work = self._work
        writing.write_contributions(work, contributions)
        for contribution in contributions:
            if self._hold and quarantine.hold_unlabelled(work, contribution):
                self.held.append(contribution.id)
        work.about(*(c.id for c in contributions))
        writing.write_sources(work, sources)
        writing.write_subjects(work, self._case_id, subjects)
        writing.write_findings(work, findings)
        if findings:
            review_days.settle_new(work, findings, imported=True)
        work.index_so_far()
