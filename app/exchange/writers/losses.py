"""What a file for another program cannot carry: said before it is written, and again when it is."""

from collections.abc import Sequence

from app.base.i18n import _, ngettext
from app.exchange.writers.carried import Carried, CarriedCase
from app.ontology.catalogue import ontology
from app.policy.views import View

_NAMED = 12


def everywhere(view: View) -> list[str]:
    """Return the lines for what no open format carries, each with its count."""
    lines: list[str] = []
    labelled = sum(1 for c in view.contributions if c.label is not None)
    if labelled:
        text = ngettext(
            "The label of law of {count} delivery is not in the file; only a sealed package carries labels.",
            "The labels of law of {count} deliveries are not in the file; a sealed package carries them.",
            labelled,
        )
        lines.append(text.format(count=labelled))
    left = [
        (len(view.documents), _("documents")),
        (len(view.judgements), _("judgements on duplicates")),
        (len(view.conferences), _("conferences")),
        (len(view.measures), _("agreed measures")),
        (
            sum(bool(f.likelihood or f.confidence) for f in view.findings),
            _("words of likelihood and confidence"),
        ),
        (sum(bool(f.basis) for f in view.findings), _("references to what an assessment rests on")),
    ]
    named = ", ".join(f"{count} {words}" for count, words in left if count)
    if named:
        lines.append(_("Not in the file: {what}.").format(what=named))
    return lines


def own_field(view: View, name: str) -> list[str]:
    """Return the lines for formats that carry gradings in a field that only this program reads."""
    lines = []
    handled = sum(f.handling != "H0" for f in view.findings)
    if view.findings:
        text = _(
            "Grading, handling, standing and days of each finding stand in {field}; other programs ignore it."
        )
        lines.append(text.format(field=name))
    if handled:
        text = ngettext(
            "{count} finding has a handling code that other programs do not show.",
            "{count} findings have a handling code that other programs do not show.",
            handled,
        )
        lines.append(text.format(count=handled))
    return lines


def without_field(things: Sequence[Carried], known: Sequence[frozenset[str]]) -> list[str]:
    """Return a line naming the properties for which a format has no field; `known` is per thing."""
    missing: dict[str, None] = {}
    for thing, fields in zip(things, known, strict=True):
        for name in thing.values:
            if name not in fields and name != "exists":
                missing.setdefault(ontology().property(thing.type, name).label)
    if not missing:
        return []
    names = sorted(missing)
    shown = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        text = ngettext("{names} and {count} more", "{names} and {count} more", len(names) - _NAMED)
        shown = text.format(names=shown, count=len(names) - _NAMED)
    return [_("No field of its own for: {names}.").format(names=shown)]


def left_out(count: int, what: str, why: str) -> list[str]:
    """Return a line for things that are not written at all."""
    return (
        [_("{count} {what} are not written: {why}").format(count=count, what=what, why=why)] if count else []
    )


def all_things(case: CarriedCase) -> tuple[Carried, ...]:
    """Return nodes and links."""
    return (*case.nodes, *case.links)
