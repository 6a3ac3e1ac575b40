"""From a view to a composed briefing. To add a part, write a file in `parts` and put it in `PARTS`."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.base.i18n import _, speaking
from app.base.progress import Progress
from app.briefing.content import Block, Briefing, CopyMark, Furniture
from app.briefing.evidence import Evidence
from app.briefing.office_template import OfficeTemplate
from app.briefing.options import BriefingOptions
from app.briefing.parts.assessment_part import assessment_part
from app.briefing.parts.career_part import career_part
from app.briefing.parts.chart_part import chart_part
from app.briefing.parts.cover_part import cover_part
from app.briefing.parts.decisions_part import decisions_part
from app.briefing.parts.distribution_part import distribution_part
from app.briefing.parts.facts_part import facts_part
from app.briefing.parts.finances_part import finances_part
from app.briefing.parts.kit import copy_of, recipient_of
from app.briefing.parts.measures_part import ended_measures_part, open_measures_part
from app.briefing.parts.money_part import flows_part, ownership_part
from app.briefing.parts.office_texts import with_own_texts
from app.briefing.parts.reading_aid_part import reading_aid_part
from app.briefing.parts.situation_part import situation_part
from app.briefing.parts.sources_part import sources_part
from app.briefing.parts.subjects_part import subjects_part
from app.briefing.parts.timeline_part import timeline_part
from app.briefing.parts.wealth_part import wealth_part
from app.briefing.wording import internal_stamp, office_notice
from app.policy.views import View

Part = Callable[[Evidence, BriefingOptions], tuple[Block, ...]]

PARTS: Mapping[str, Part] = {
    "cover": cover_part,
    "reading_aid": reading_aid_part,
    "situation": situation_part,
    "decisions": decisions_part,
    "open_measures": open_measures_part,
    "timeline": timeline_part,
    "facts": facts_part,
    "subjects": subjects_part,
    "chart": chart_part,
    "assessment": assessment_part,
    "finances": finances_part,
    "money_flows": flows_part,
    "ownership": ownership_part,
    "wealth": wealth_part,
    "career": career_part,
    "ended_measures": ended_measures_part,
    "sources": sources_part,
    "distribution": distribution_part,
}


def compose(view: View, options: BriefingOptions, progress: Progress | None = None) -> Briefing:
    """Compose the briefing of a view in the language of `options`; the same input gives the same briefing.

    A `WorkingView` is stamped as internal on every page; a `ReleasedView` carries copy and recipient.
    Progress counts the parts.
    """
    template = options.template or OfficeTemplate("")
    parts = (progress or Progress()).each(template.parts)
    with speaking(options.language):
        evidence = Evidence(view)
        return Briefing(
            title=view.header.reference,
            language=options.language,
            as_of=view.as_of,
            furniture=furniture(evidence, options),
            blocks=tuple(block for part in parts for block in _part(part, evidence, options, template)),
        )


def _part(
    name: str, evidence: Evidence, options: BriefingOptions, template: OfficeTemplate
) -> tuple[Block, ...]:
    return with_own_texts(name, PARTS[name](evidence, options), template, options.language)


def furniture(evidence: Evidence, options: BriefingOptions) -> Furniture:
    """Return what every page of a paper made of this view carries."""
    view, recipient = evidence.view, recipient_of(evidence)
    stamp = internal_stamp() if view.internal else ""
    as_of = _("as of {day}").format(day=evidence.as_of())
    marks = tuple(_mark(replace(options, copy_no=no), recipient) for no in range(1, options.copies + 1))
    numbered = marks[options.copy_no - 1]
    return Furniture(
        marking=" · ".join(mark for mark in (options.marking, stamp) if mark),
        reference=f"{view.header.reference} · {as_of}",
        copy=stamp or numbered.copy,
        watermark=stamp or numbered.watermark,
        page_of=_("Page {page} of {pages}"),
        notice=office_notice(),
        blank_note=_("This page is intentionally left blank"),
        copies=() if stamp else marks,
    )


def _mark(options: BriefingOptions, recipient: str) -> CopyMark:
    return CopyMark(f"{copy_of(options)} · {recipient}", f"{options.copy_no}/{options.copies} {recipient}")
