"""Pseudonymised careers of a study: what is known of one, in days counted from birth.

Days instead of dates: nobody's birthday or day of offence stands in a study. A career is told by its code
alone; which person that is stands in the key list, which is no part of the study.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Offence:
    """A recorded offence: day of life, chapter of the crime statistics, weight of severity, co-suspects."""

    day: int
    chapter: str
    severity: float = 1.0
    co_suspects: bool = False


@dataclass(frozen=True, slots=True)
class Custody:
    """A stretch in custody, both days included: time in which nothing could be recorded outside."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Reaction:
    """A dated reaction of the state: warning, youth help, sentence, custody."""

    day: int
    kind: str


@dataclass(frozen=True, slots=True)
class Career:
    """One career from birth to the end of observation; offences in the order of their days.

    `group` is "a" or "b". `birth_year` and `sex` serve the matching alone.
    """

    code: str
    group: str
    birth_year: int
    sex: str
    observed_until: int
    offences: tuple[Offence, ...]
    custody: tuple[Custody, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def onset_day(self) -> int:
        """The day of the first recorded offence."""
        return self.offences[0].day
