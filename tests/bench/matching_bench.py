"""Duplicates over many invented persons: CPU seconds and memory, `python tests/bench/matching_bench.py`.

The target is 10,000 persons within 20 s and 1 GiB. The persons are made of syllables, with a few names that
many bear, and three in ten are a second record of another with slips of the pen.
"""

import json
import random
import resource
import sys
import time

from app.analysis.matching.candidates import find_candidates
from app.analysis.matching.records import MatchRecord, Value

_SYLLABLES = "mu ster ber lin ka rel to ma ri sen dor wal ter hei ne gru ba lo vi ta schu le ran del".split()
_COMMON = 60
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def persons(count: int, seed: int = 7) -> list[MatchRecord]:
    """Return `count` invented persons with name, birth date, address and most of them a number."""
    dice = random.Random(seed)
    given = [_word(dice, 2) for _no in range(400)]
    family = [_word(dice, 3) for _no in range(4_000)]
    streets = [f"{_word(dice, 3)}straße" for _no in range(600)]
    found: list[MatchRecord] = []
    while len(found) < count:
        if found and dice.random() < 0.3:
            values = tuple(_slip(dice, value) for value in dice.choice(found).values)
        else:
            values = _values(dice, given, family, streets)
        found.append(MatchRecord(f"{len(found):032x}", "person", values))
    return found


def _values(
    dice: random.Random, given: list[str], family: list[str], streets: list[str]
) -> tuple[Value, ...]:
    surname = dice.choice(family[:_COMMON] if dice.random() < 0.3 else family)
    first = dice.choice(given[:_COMMON] if dice.random() < 0.5 else given)
    day = f"{dice.randint(1940, 2005)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    street = f"{dice.choice(streets)} {dice.randint(1, 120)}, 45{dice.randint(0, 399):03d} Musterstadt"
    values = [
        Value("name", "name", f"{first.title()} {surname.title()}"),
        Value("birth_date", "partial_date", day),
        Value("address", "address", street),
    ]
    if dice.random() < 0.7:
        number = f"L{dice.randint(10**7, 10**8 - 1)}"
        values.append(Value("identity_document", "identifier", number))
    return tuple(values)


def _slip(dice: random.Random, value: Value) -> Value:
    if value.value_type == "partial_date" or dice.random() < 0.6:
        return value
    at = dice.randrange(1, len(value.text))
    return Value(
        value.property, value.value_type, value.text[:at] + dice.choice(_LETTERS) + value.text[at + 1 :]
    )


def _word(dice: random.Random, syllables: int) -> str:
    return "".join(dice.choice(_SYLLABLES) for _no in range(syllables))


def main() -> None:
    """Print what ten thousand persons (or as many as the first argument says) cost."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    records = persons(count)
    start = time.process_time()
    found = find_candidates(records)
    seconds = time.process_time() - start
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {
        "name": "duplicates", "persons": count, "candidates": len(found),
        "cpu_seconds": round(seconds, 2), "memory_mib": round(mebibytes),
    }  # fmt: skip
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
