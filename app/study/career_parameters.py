"""The parameters of the criminal-career paradigm, of one career, each with its formula.

Blumstein, Cohen, Roth and Visher 1986; Piquero, Farrington and Blumstein 2003. They describe records, not a
person.
"""

from collections import Counter
from itertools import pairwise

from scipy import stats

from app.study.career_records import DAYS_PER_YEAR, Career, Custody

DESISTANCE_YEARS = (2, 3, 5)


def onset(career: Career) -> float:
    """Age in years at the first recorded offence: its day of life / 365.25 (Blumstein and others 1986)."""
    return career.onset_day / DAYS_PER_YEAR


def duration(career: Career) -> float:
    """Years from the first to the last recorded offence: (last day - first day) / 365.25.

    Career length of Blumstein and others 1986; Piquero, Farrington and Blumstein 2003.
    """
    return (career.offences[-1].day - career.onset_day) / DAYS_PER_YEAR


def years_at_risk(career: Career, begin: int, end: int) -> float:
    """Years between two days of life (end included) without those in custody."""
    inside = sum(_common(stay, begin, end) for stay in career.custody)
    return max(end - begin + 1 - inside, 0) / DAYS_PER_YEAR


def frequency(career: Career) -> float | None:
    """Lambda: offences after the first per year at risk, from the onset to the end of observation.

    The offence that starts the clock is not counted, or everybody would have one for nothing. None if the
    whole time was spent in custody. Blumstein and others 1986; time at risk without custody after Piquero,
    Farrington and Blumstein 2003.
    """
    years = years_at_risk(career, career.onset_day, career.observed_until)
    return (len(career.offences) - 1) / years if years > 0 else None


def crime_mix(career: Career) -> dict[str, float]:
    """Share of each chapter in the offences (Blumstein and others 1986)."""
    counts = Counter(offence.chapter for offence in career.offences)
    return {chapter: count / len(career.offences) for chapter, count in sorted(counts.items())}


def diversity(career: Career) -> float:
    """D = 1 - sum of p_i squared over chapters: 0 if all offences are of one kind (Simpson 1949)."""
    return 1 - sum(share**2 for share in crime_mix(career).values())


def specialisation(career: Career) -> float:
    """The largest share that one chapter has: max p_i; 1 if all offences are of one kind."""
    return max(crime_mix(career).values())


def escalation(career: Career) -> float | None:
    """Kendall's tau-b of severity over the order of offences; None for fewer than three, or equal weights.

    tau-b = (concordant - discordant pairs) / sqrt of the pairs untied in either (Kendall 1938); above 0
    offences become graver.
    """
    weights = [offence.severity for offence in career.offences]
    if len(weights) < 3 or len(set(weights)) == 1:
        return None
    return float(stats.kendalltau(range(len(weights)), weights).statistic)


def acceleration(career: Career) -> float | None:
    """Kendall's tau-b of the times between offences over their order: below 0 they follow faster.

    None for fewer than three times, or equal ones (Kendall 1938).
    """
    gaps = [later.day - earlier.day for earlier, later in pairwise(career.offences)]
    if len(gaps) < 3 or len(set(gaps)) == 1:
        return None
    return float(stats.kendalltau(range(len(gaps)), gaps).statistic)


def co_offending(career: Career) -> float:
    """Share of the offences with co-suspects (co-offending in Piquero, Farrington and Blumstein 2003)."""
    return sum(offence.co_suspects for offence in career.offences) / len(career.offences)


def desisted(career: Career, years: int) -> bool | None:
    """Whether nothing was recorded for so many years at risk after the last offence.

    None if the observation ends before that: it cannot be told (right-censored), and is never guessed. How
    much depends on the years is shown for each k tried (Piquero, Farrington and Blumstein 2003).
    """
    free = years_at_risk(career, career.offences[-1].day + 1, career.observed_until)
    return True if free >= years else None


def time_to_next(career: Career, day: int) -> tuple[float, bool]:
    """Years at risk from a day to the next offence, and whether there was one; else to the end (censored)."""
    after = [offence.day for offence in career.offences if offence.day > day]
    end = after[0] if after else career.observed_until
    return years_at_risk(career, day + 1, end), bool(after)


def after_reactions(career: Career) -> tuple[tuple[str, float, bool], ...]:
    """Each reaction of the state with the years at risk to the next offence, and whether there was one."""
    return tuple((r.kind, *time_to_next(career, r.day)) for r in career.reactions)


def _common(stay: Custody, begin: int, end: int) -> int:
    return max(min(stay.end, end) - max(stay.begin, begin) + 1, 0)
