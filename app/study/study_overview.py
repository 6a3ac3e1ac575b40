"""What may be seen of a study before its outcomes: how the groups compare in what they are matched by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.study.career_checks import GROUPS
from app.study.career_parameters import onset
from app.study.career_records import Career
from app.study.hiding import FEWEST, counted


@dataclass(frozen=True, slots=True)
class GroupOverview:
    """A group by birth year, sex, onset and severity of the first offence; None where fewer than ten are."""

    group: str
    careers: int
    birth_year: float | None
    onset: float | None
    first_severity: float | None
    sexes: tuple[tuple[str, int | None], ...]


def overview(careers: Sequence[Career]) -> tuple[GroupOverview, ...]:
    """Return both groups; nothing that happened after the first offence has a part in it."""
    return tuple(_group(name, [c for c in careers if c.group == name]) for name in GROUPS)


def _group(name: str, careers: Sequence[Career]) -> GroupOverview:
    if len(careers) < FEWEST:
        return GroupOverview(name, len(careers), None, None, None, ())
    counts = {sex: sum(c.sex == sex for c in careers) for sex in sorted({c.sex for c in careers})}
    return GroupOverview(
        name,
        len(careers),
        float(np.median([c.birth_year for c in careers])),
        float(np.median([onset(c) for c in careers])),
        float(np.median([c.offences[0].severity for c in careers])),
        tuple((sex, counted(count, len(careers))) for sex, count in counts.items()),
    )
