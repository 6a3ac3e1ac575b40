"""What a study fixes before outcomes are seen, in a form whose fingerprint can be compared."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.study.career_parameters import DESISTANCE_YEARS
from app.study.matching import BANDS, YEARS_APART
from app.study.outcomes import OUTCOMES
from app.study.paired_tests import RESAMPLES, SEED

_FEWEST, _MOST = 1_000, 100_000


@dataclass(frozen=True, slots=True)
class Definition:
    """The definition of a study: groups, matching, parameters of the tests.

    `group_a` and `group_b` say who is in a group; `bands` are ages of onset in years, ascending;
    `desistance` the years without an offence that are tried. Only `outcomes` are computed; `main` is the one
    that the study is about, "" if it is about none before the others.
    """

    group_a: str = ""
    group_b: str = ""
    years_apart: int = YEARS_APART
    bands: tuple[float, ...] = BANDS
    desistance: tuple[int, ...] = DESISTANCE_YEARS
    confidence: float = 0.95
    resamples: int = RESAMPLES
    seed: int = SEED
    outcomes: tuple[str, ...] = OUTCOMES
    main: str = ""

    @property
    def sha256(self) -> str:
        """The fingerprint (hex) of the definition in its canonical form.

        Outcomes as they are by default are no part of it: what was fixed before there was a choice keeps its
        fingerprint.
        """
        plain = asdict(self)
        for name in ("outcomes", "main"):
            if plain[name] == _DEFAULTS[name]:
                del plain[name]
        return fingerprint(plain)


_DEFAULTS: Mapping[str, Any] = {"outcomes": OUTCOMES, "main": ""}


def definition_from(data: Mapping[str, Any]) -> Definition:
    """Return a definition that was kept as plain values."""
    known = dict(data)
    for name in ("bands", "desistance", "outcomes"):
        if name in known:
            known[name] = tuple(known[name])
    return Definition(**known)


def changed(definition: Definition, **wanted: Any) -> Definition:
    """Return a definition with what is wanted (None: as it is); refuses what cannot be (exit 2)."""
    fresh = replace(definition, **{name: value for name, value in wanted.items() if value is not None})
    for holds, field, wrong in _rules(fresh):
        if not holds:
            raise cannot_be(wrong, field)
    return fresh


def cannot_be(reason: str, field: str) -> UserError:
    """Return the refusal (exit 2) of a definition; `field` names what is wrong in it, in `params`."""
    return UserError(
        "study.definition",
        _("The definition cannot be: {reason}."),
        _("Correct it; nothing was recorded."),
        exit_code=ExitCode.USAGE,
        reason=reason,
        field=field,
    )


def _rules(found: Definition) -> tuple[tuple[bool, str, str], ...]:
    bands, years, groups = found.bands, found.desistance, _("it is not said who is in group a and b")
    known = bool(found.outcomes) and set(found.outcomes) <= set(OUTCOMES)
    asked = not found.main or found.main in found.outcomes
    return (
        (bool(found.group_a.strip()), "group_a", groups),
        (bool(found.group_b.strip()), "group_b", groups),
        (0 <= found.years_apart <= 5, "years_apart", _("birth years may lie 0 to 5 years apart")),
        (all(0 < b < 100 for b in bands), "bands", _("ages of onset lie between 0 and 100")),
        (all(a < b for a, b in pairwise(bands)), "bands", _("the ages of onset are not ascending")),
        (
            bool(years) and all(0 < y <= 20 for y in years),
            "desistance",
            _("desistance is tried for 1 to 20 years"),
        ),
        (known, "outcomes", _("no known outcome is chosen")),
        (asked, "main", _("the main outcome is not among the chosen ones")),
        (_FEWEST <= found.resamples <= _MOST, "resamples", _("1,000 to 100,000 resamples can be drawn")),
        (0 <= found.seed < 2**32, "seed", _("the seed lies between 0 and 4294967295")),
    )


def fingerprint(value: Any) -> str:
    """Return SHA-256 (hex) of plain values in canonical JSON: sorted keys, no blanks, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
