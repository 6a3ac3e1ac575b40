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
from app.study.paired_tests import RESAMPLES, SEED

_FEWEST, _MOST = 1_000, 100_000


@dataclass(frozen=True, slots=True)
class Definition:
    """The definition of a study: groups, matching, parameters of the tests.

    `group_a` and `group_b` say who is in a group; `bands` are ages of onset in years, ascending;
    `desistance` the years without an offence that are tried.
    """

    group_a: str = ""
    group_b: str = ""
    years_apart: int = YEARS_APART
    bands: tuple[float, ...] = BANDS
    desistance: tuple[int, ...] = DESISTANCE_YEARS
    confidence: float = 0.95
    resamples: int = RESAMPLES
    seed: int = SEED

    @property
    def sha256(self) -> str:
        """The fingerprint (hex) of the definition in its canonical form."""
        return fingerprint(asdict(self))


def definition_from(data: Mapping[str, Any]) -> Definition:
    """Return a definition that was kept as plain values."""
    known = dict(data)
    known["bands"], known["desistance"] = tuple(known["bands"]), tuple(known["desistance"])
    return Definition(**known)


def changed(definition: Definition, **wanted: Any) -> Definition:
    """Return a definition with what is wanted (None: as it is); refuses what cannot be (exit 2)."""
    fresh = replace(definition, **{name: value for name, value in wanted.items() if value is not None})
    wrong = next((text for holds, text in _rules(fresh) if not holds), "")
    if wrong:
        raise UserError(
            "study.definition",
            _("The definition cannot be: {reason}."),
            _("Correct it; nothing was recorded."),
            exit_code=ExitCode.USAGE,
            reason=wrong,
        )
    return fresh


def _rules(found: Definition) -> tuple[tuple[bool, str], ...]:
    bands, years = found.bands, found.desistance
    return (
        (bool(found.group_a.strip() and found.group_b.strip()), _("it is not said who is in group a and b")),
        (0 <= found.years_apart <= 5, _("birth years may lie 0 to 5 years apart")),
        (all(0 < b < 100 for b in bands), _("ages of onset lie between 0 and 100")),
        (all(a < b for a, b in pairwise(bands)), _("the ages of onset are not ascending")),
        (bool(years) and all(0 < y <= 20 for y in years), _("desistance is tried for 1 to 20 years")),
        (_FEWEST <= found.resamples <= _MOST, _("1,000 to 100,000 resamples can be drawn")),
        (0 <= found.seed < 2**32, _("the seed lies between 0 and 4294967295")),
    )


def fingerprint(value: Any) -> str:
    """Return SHA-256 (hex) of plain values in canonical JSON: sorted keys, no blanks, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
