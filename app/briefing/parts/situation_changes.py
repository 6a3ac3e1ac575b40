"""What has changed since the last conference, in at most four lines."""

from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.base.records import ConferenceState, Finding, MeasureState
from app.briefing.content import Block, Bullets, Heading, Paragraph, Role, line
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import conference_of
from app.briefing.wording import day

_MOST_NAMES = 4


def changes(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return what came since the last conference held before this one; nothing if there was none.

    Computed from the view alone: what another recipient does not see is not counted either.
    """
    since = _since(evidence, options)
    if not since:
        return ()
    heading = Heading(_("What has changed since {day}").format(day=day(since)), 2)
    lines = [text for text in _lines(evidence, since) if text]
    if not lines:
        return (heading, Paragraph(line(_("Nothing that is part of this view.")), role=Role.COMPACT))
    return (heading, Bullets(tuple(Paragraph(line(text)) for text in lines)))


def _since(evidence: Evidence, options: BriefingOptions) -> str:
    """Return the day of the last conference held before the one in question, "" if there was none."""
    chosen = conference_of(evidence, options)
    held = [
        c.held_on for c in evidence.view.conferences if c.state is ConferenceState.HELD and c is not chosen
    ]
    before = [on for on in held if chosen is None or on < chosen.held_on]
    return max(before, default="")[:10]


def _lines(evidence: Evidence, since: str) -> tuple[str, ...]:
    new = [f for f in evidence.findings if f.recorded_at[:10] > since]
    corrected = [f for f in new if f.supersedes]
    return (
        _came(evidence, [f for f in new if not f.supersedes]),
        _corrected(len(corrected)),
        _exonerating(len([f for f in new if f.exonerating])),
        _ended(evidence),
    )


def _came(evidence: Evidence, findings: list[Finding]) -> str:
    if not findings:
        return ""
    names = sorted({evidence.agency_names[evidence.agency_of(f)] for f in findings}, key=list_order)
    said = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
    text = ngettext("{count} new finding ({agencies}).", "{count} new findings ({agencies}).", len(findings))
    return text.format(count=len(findings), agencies=said)


def _corrected(count: int) -> str:
    if not count:
        return ""
    return ngettext("{count} finding corrected.", "{count} findings corrected.", count).format(count=count)


def _exonerating(count: int) -> str:
    if not count:
        return ""
    text = ngettext("{count} new finding exonerates.", "{count} new findings exonerate.", count)
    return text.format(count=count)


def _ended(evidence: Evidence) -> str:
    done = sum(1 for m in evidence.view.measures if m.state is MeasureState.DONE)
    left = sum(1 for m in evidence.view.measures if m.state is MeasureState.IMPOSSIBLE)
    if not done and not left:
        return ""
    return _("Measures to date: {done} done, {left} impossible.").format(done=done, left=left)
