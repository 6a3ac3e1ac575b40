"""Results of analyses kept in a case: as an assessment that cites the findings of the links involved."""

from app.analysis.analysis_result import AnalysisResult
from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Standing
from app.casework import assessments
from app.casework.assessments import Opinion
from app.store.change import Change
from app.store.store import Store

MOST_CITED = 500


def opinion_of(
    result: AnalysisResult,
    source_id: str,
    author_agency_id: str,
    *,
    conclusion: str = "",
    likelihood: str = "",
    confidence: str = "",
) -> Opinion:
    """Return a result as an assessment that somebody may still change before it is recorded.

    It begins with the analyst's `conclusion`; without a `likelihood` it is a hypothesis, because a computed
    position alone makes nothing likely. Raises `UserError` if no finding stands behind the result or more
    than `MOST_CITED` do.
    """
    if not result.findings:
        raise UserError(
            "analysis.no_finding",
            _("No finding stands behind this result, so it cannot be an assessment."),
            _("Choose links or paths that findings carry."),
        )
    if len(result.findings) > MOST_CITED:
        raise UserError(
            "analysis.too_many",
            _("The result rests on {count} findings; an assessment cites at most {most}."),
            _("Narrow the analysis to some types of links, a time or a part of the chart."),
            count=len(result.findings),
            most=MOST_CITED,
        )
    text = "\n".join(part for part in (conclusion.strip(), result.quote()) if part)
    return Opinion(
        text=text,
        source_id=source_id,
        author_agency_id=author_agency_id,
        basis=result.findings,
        kind="statement" if not likelihood else "conclusion",
        standing=Standing.ASSESSMENT if likelihood else Standing.HYPOTHESIS,
        likelihood=likelihood,
        confidence=confidence,
        title=result.title,
    )


def save_as_assessment(
    store: Store,
    case_id: str,
    result: AnalysisResult,
    source_id: str,
    author_agency_id: str,
    *,
    conclusion: str = "",
    likelihood: str = "",
    confidence: str = "",
) -> Change:
    """Record a result as an assessment in one step that can be undone; see `opinion_of`."""
    opinion = opinion_of(
        result,
        source_id,
        author_agency_id,
        conclusion=conclusion,
        likelihood=likelihood,
        confidence=confidence,
    )
    return assessments.record(store, case_id, opinion)


def note_asked(store: Store, case_id: str, reason: str = "") -> None:
    """Tell the log that the network of a case was analysed, with the reason where kinship was counted."""
    store.consult(case_id, _("Network of the chart analysed"), reason)
