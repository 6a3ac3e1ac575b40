"""What a career must be before anything is counted in it."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from app.base.errors import UserError
from app.base.i18n import _
from app.study.career_records import Career

_OLDEST = 120 * 366
GROUPS = ("a", "b")


def check(careers: Sequence[Career]) -> None:
    """Refuse careers that cannot be counted, with a line for each and nothing changed."""
    problems = [f"{career.code}: {reason}" for career in careers for reason in _wrong(career)]
    twice = [code for code, times in Counter(c.code for c in careers).items() if times > 1]
    problems += [_("{code}: the code stands for several careers").format(code=code) for code in sorted(twice)]
    if problems:
        raise UserError(
            "study.careers",
            _("{count} careers cannot be counted."),
            _("Correct them in the source; nothing was taken over."),
            problems=tuple(problems),
            count=len({line.partition(":")[0] for line in problems}),
        )


def check_groups(careers: Sequence[Career]) -> None:
    """Refuse a study whose groups differ in size: pairs need as many of one as of the other."""
    sizes = Counter(career.group for career in careers)
    if sizes[GROUPS[0]] != sizes[GROUPS[1]] or not sizes[GROUPS[0]]:
        raise UserError(
            "study.groups",
            _("Group a has {a} careers, group b has {b}: pairs cannot be formed of all."),
            _("Bring in as many careers of one group as of the other."),
            a=sizes[GROUPS[0]],
            b=sizes[GROUPS[1]],
        )


def _wrong(career: Career) -> list[str]:
    if not career.offences:
        return [_("no offence: there is no career to follow")]
    days = [offence.day for offence in career.offences]
    reasons = []
    if career.group not in GROUPS:
        reasons.append(_("the group is neither a nor b"))
    if min(days) <= 0:
        reasons.append(_("an offence lies before birth"))
    if any(later < earlier for earlier, later in pairwise(days)):
        reasons.append(_("the offences are not in the order of their days"))
    if max(days) > career.observed_until or career.observed_until > _OLDEST:
        reasons.append(_("an offence lies after the end of the observation"))
    if any(stay.end < stay.begin or stay.begin <= 0 for stay in career.custody):
        reasons.append(_("a stay in custody ends before it begins"))
    ordered = sorted(career.custody, key=lambda stay: stay.begin)
    if any(later.begin <= earlier.end for earlier, later in pairwise(ordered)):
        reasons.append(_("two stays in custody overlap"))
    if any(not 0 < reaction.day <= career.observed_until for reaction in career.reactions):
        reasons.append(_("a reaction lies outside the observation"))
    return reasons
