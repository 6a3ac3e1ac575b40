"""Invented careers: drawn by a seeded generator, so that nobody can be meant."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.study.career_records import DAYS_PER_YEAR, Career, Custody, Offence, Reaction

CHAPTERS = ("theft", "violence", "fraud", "drugs")
HEAD_CAREERS = ("code", "group", "birth_year", "sex", "observed_until")
HEAD_EVENTS = ("code", "kind", "day", "end", "chapter", "severity", "co_suspects", "reaction")


def invented(pairs: int = 15, seed: int = 1, slower: float = 2.0) -> tuple[Career, ...]:
    """Draw as many careers in each group; in group b the next offence takes `slower` times as long."""
    draw = np.random.default_rng(seed)
    made = []
    for no in range(1, pairs + 1):
        year, severity = int(draw.integers(1985, 1995)), float(draw.integers(1, 4))
        onset = draw.uniform(14.2, 17.8)
        for group, pace in (("a", 0.5), ("b", 0.5 * slower)):
            made.append(_career(draw, f"{group.upper()}{no:02d}", group, year, onset, severity, pace))
    return tuple(made)


def _career(
    draw: np.random.Generator, code: str, group: str, year: int, onset: float, severity: float, pace: float
) -> Career:
    day = round(onset * DAYS_PER_YEAR)
    until = round(34 * DAYS_PER_YEAR) + int(draw.integers(0, 900))
    offences = [Offence(day, "theft", severity, bool(draw.integers(2)))]
    for _no in range(int(draw.integers(0, 9))):
        day += 30 + round(draw.exponential(pace) * DAYS_PER_YEAR)
        if day < until:
            chapter = str(draw.choice(CHAPTERS))
            offences.append(Offence(day, chapter, float(draw.integers(1, 6)), bool(draw.integers(2))))
    first = offences[0].day
    stay = (Custody(offences[-1].day + 1, min(offences[-1].day + 200, until)),) if len(offences) > 4 else ()
    return Career(code, group, year, "m", until, tuple(offences), stay, (Reaction(first + 10, "warning"),))


def write_files(careers: Sequence[Career], folder: Path) -> tuple[Path, Path]:
    """Write careers as the two tables that a provider delivers."""
    heads, events = folder / "careers.csv", folder / "events.csv"
    with heads.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD_CAREERS)
        rows.writerows((c.code, c.group, c.birth_year, c.sex, c.observed_until) for c in careers)
    with events.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD_EVENTS)
        for c in careers:
            for o in c.offences:
                together = "yes" if o.co_suspects else "no"
                rows.writerow((c.code, "offence", o.day, "", o.chapter, o.severity, together, ""))
            rows.writerows((c.code, "custody", s.begin, s.end, "", "", "", "") for s in c.custody)
            rows.writerows((c.code, "reaction", r.day, "", "", "", "", r.kind) for r in c.reactions)
    return heads, events
