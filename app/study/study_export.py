"""A study as plain files: results, design and dictionary in JSON and CSV, aggregates alone.

The files are made for machines and other researchers: English names, points for decimals. The same study
gives the same bytes.
"""

import csv
import hashlib
import io
import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import scipy

from app.base.i18n import LANGUAGES, speaking
from app.base.version import VERSION
from app.study.coverage import MEASURED
from app.study.hiding import FEWEST
from app.study.study_history import StudyHistory
from app.study.study_results import StudyResults
from app.study.study_survival import GRID
from app.study.study_words import limits

FORMAT = "rundblick-study"
# Name, unit or type, meaning.
DICTIONARY = (
    ("code", "text", "pseudonym of a career; the key list is no part of the study"),
    ("group", "a or b", "group of the comparison, as defined in design.json"),
    ("birth_year", "year", "for matching only"),
    ("sex", "m, f or d", "for matching only"),
    ("observed_until", "days from birth", "end of observation; censors what had not happened"),
    ("offence.day", "days from birth", "day of a recorded offence"),
    ("offence.chapter", "text", "chapter of the crime statistics"),
    ("offence.severity", "number above 0", "weight of severity given by the provider"),
    ("offence.co_suspects", "yes or no", "whether others were suspected of the same offence"),
    ("custody.begin, custody.end", "days from birth", "stay in custody, both days included: no time at risk"),
    ("reaction.day", "days from birth", "day of a reaction of the state"),
    ("reaction.kind", "warning, youth_help, sentence, custody", "kind of the reaction"),
    ("onset", "years", "day of the first offence / 365.25"),
    ("duration", "years", "(last day - first day) / 365.25"),
    ("frequency", "offences per year at risk", "(offences - 1) / years at risk from onset on"),
    ("diversity", "0 to 1", "1 - sum of squared shares of chapters"),
    ("specialisation", "0 to 1", "largest share of a chapter"),
    ("escalation", "-1 to 1", "Kendall tau-b of severity over order; from three offences on"),
    ("acceleration", "-1 to 1", "Kendall tau-b of times between offences over order; from four offences on"),
    ("co_offending", "0 to 1", "share of offences with co-suspects"),
    ("at_risk", "careers", "followed so far; empty: hidden, they or those who left are fewer than ten"),
)  # fmt: skip


def study_files(history: StudyHistory, found: StudyResults) -> dict[str, bytes]:
    """Return the files of a bundle by name, in order; nothing of a single career is among them."""
    files = {
        "README.txt": _readme(history, found).encode(),
        "data_dictionary.csv": _csv(("name", "unit", "meaning"), DICTIONARY),
        "design.json": _json(_design(history)),
        "results.json": _json(results_data(found)),
        "parameters.csv": _csv(_PARAMETER_COLUMNS, _parameter_rows(found)),
        "curves.csv": _csv(_CURVE_COLUMNS, _curve_rows(found)),
        "crime_mix.csv": _csv(("chapter", "share_a", "share_b"), ((m.chapter, *m.shares) for m in found.mix)),
        "reactions.csv": _csv(
            ("reaction", "n_a", "n_b", "median_a", "median_b"),
            ((r.kind, *r.n, *r.medians) for r in found.reactions),
        ),
        "versions.json": _json(_versions()),
    }
    return {**files, "manifest.json": _json({"format": FORMAT, "version": 1, "files": _hashes(files)})}


_CURVE_COLUMNS = ("event", "group", "years", "survival", "low", "high", "at_risk", "at_least_ten_at_risk")
_PARAMETER_COLUMNS = (
    "parameter", "n_a", "n_b", "median_a", "median_b", "pairs", "difference", "low", "high", "p_wilcoxon",
    "p_permutation",
)  # fmt: skip


def _parameter_rows(found: StudyResults) -> Iterable[Sequence[Any]]:
    for one in found.parameters:
        compared = asdict(one.comparison).values() if one.comparison else [None] * 6
        yield (one.id, *one.n, *one.medians, *compared)


def _curve_rows(found: StudyResults) -> Iterable[Sequence[Any]]:
    for result in filter(None, (found.next_offence, *found.desistance)):
        event = f"desistance_k{result.years}" if result.years else "next_offence"
        for group, curve in zip("ab", result.curves, strict=True):
            for point in curve:
                enough = "yes" if point.enough else "no"
                yield (
                    event, group, point.years, point.survival, point.low, point.high, point.at_risk, enough
                )  # fmt: skip


def results_data(found: StudyResults) -> dict[str, Any]:
    """Return the results as plain values with the sentence of their limits."""
    rule = f"null: hidden, fewer than {FEWEST} careers stand behind it; curves are read every {GRID} years"
    return {"limits": _limits(found), "hidden": rule, "careers": found.careers, **_rounded(asdict(found))}


def _design(history: StudyHistory) -> dict[str, Any]:
    matching = history.matching
    return {
        "frame": asdict(history.frame),
        "definitions": [asdict(record) for record in history.designs],
        "changed_after_results": bool(history.changed_late),
        # The pairs by code belong to the store: the bundle tells their fingerprint.
        "matching": {k: v for k, v in asdict(matching).items() if k != "codes"} if matching else None,
        "results_first_seen": history.seen,
        "hidden_below": FEWEST,
    }


def _versions() -> dict[str, Any]:
    return {
        "program": VERSION,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "coverage_by_simulation": asdict(MEASURED),
    }


def _rounded(value: Any) -> Any:
    """Return values with ten significant digits: the last ones differ from machine to machine."""
    if isinstance(value, float):
        return float(f"{value:.10g}")
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(one) for one in value]
    return value


def _limits(found: StudyResults) -> dict[str, str]:
    told = {}
    for language in LANGUAGES:
        with speaking(language):
            told[language] = limits(found.careers)
    return told


def _readme(history: StudyHistory, found: StudyResults) -> str:
    told = "\n\n".join(_limits(found).values())
    late = "THE DEFINITION WAS CHANGED AFTER RESULTS HAD BEEN SEEN; see design.json.\n\n"
    return (
        f"{history.frame.project}\n\n{told}\n\n"
        f"{late if history.changed_late else ''}"
        "Aggregated results of a study of pseudonymised careers. No career, code or key list is in here.\n"
        "To repeat it: import the careers with the fingerprint in design.json, record the same definition,\n"
        "form the pairs, and write the bundle again; with the versions in versions.json its bytes are the\n"
        "same apart from times and persons.\n"
    )


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(["" if v is None else _rounded(v) for v in row] for row in rows)
    return text.getvalue().encode()


def _hashes(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
