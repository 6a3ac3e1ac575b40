"""What a study may look at: the parameters of careers and the times to events, by name.

Which of them a study looks at is fixed in its definition, before any is seen.
"""

from collections.abc import Callable

from app.study import career_parameters as of
from app.study.career_records import Career

PARAMETERS: dict[str, Callable[[Career], float | None]] = {
    "onset": of.onset,
    "duration": of.duration,
    "frequency": of.frequency,
    "diversity": of.diversity,
    "specialisation": of.specialisation,
    "escalation": of.escalation,
    "acceleration": of.acceleration,
    "co_offending": of.co_offending,
}
NEXT_OFFENCE, DESISTANCE, CRIME_MIX, REACTIONS = "next_offence", "desistance", "crime_mix", "reactions"
OUTCOMES = (*PARAMETERS, NEXT_OFFENCE, DESISTANCE, CRIME_MIX, REACTIONS)
"""All of them, in the order in which they are shown."""
