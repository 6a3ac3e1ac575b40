"""What would go with a finding, for somebody who has still to decide. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.i18n import _, ngettext
from app.casework import erasure
from app.casework.erasure_repeats import Repeat
from app.store import roles
from app.store.store import Store
from ui.case.case_data import CaseData


@dataclass(frozen=True, slots=True)
class Removal:
    """Whether the person may erase, what an erasure would take, one line each, and what places repeat it."""

    may_erase: bool
    going: tuple[str, ...]
    repeats: tuple[Repeat, ...] = ()


def removal(
    store: Store, data: CaseData, finding_id: str, choices: Mapping[str, str] | None = None
) -> Removal:
    """Look what erasing a finding would take with it, and those chosen so far; changes nothing."""
    seen = erasure.foresee(store, data.header.id, [finding_id], choices)
    gone = (*seen.subjects, *seen.links)
    told = [data.agency_name(r.agency_id) for r in seen.recipients]
    findings = ngettext(
        "{count} finding, with what it corrected",
        "{count} findings, with what they corrected",
        len(seen.findings),
    )
    counts = (
        (len(seen.links), ngettext("{count} link", "{count} links", len(seen.links))),
        (seen.sources, ngettext("{count} source", "{count} sources", seen.sources)),
        (seen.contributions, ngettext("{count} contribution", "{count} contributions", seen.contributions)),
        (len(seen.documents), ngettext("{count} document", "{count} documents", len(seen.documents))),
        (seen.judgements, ngettext("{count} judgement", "{count} judgements", seen.judgements)),
        (
            seen.citations,
            ngettext("{count} reference in a measure", "{count} references in measures", seen.citations),
        ),
        (
            seen.to_review,
            ngettext(
                "{count} assessment loses its basis and becomes due",
                "{count} assessments lose their basis and become due",
                seen.to_review,
            ),
        ),
    )
    lines = [findings.format(count=len(seen.findings))]
    lines += [text.format(count=count) for count, text in counts if count]
    names = ", ".join(filter(None, (data.caption(s) for s in gone[:6])))
    if names:
        lines.append(_("without anything left: {names}").format(names=names))
    if told:
        lines.append(_("to be told: {names}").format(names=", ".join(dict.fromkeys(told))))
    return Removal(roles.may(roles.of(store), roles.Act.REVIEW), tuple(lines), seen.repeats)
