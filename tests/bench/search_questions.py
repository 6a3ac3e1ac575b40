"""What people type into the search of the made-up office, from a seed."""

import random
from dataclasses import dataclass

from app.store.search_form import loose, words
from tests.bench import office_words


@dataclass(frozen=True, slots=True)
class Question:
    """A text as typed, and the keys of its words."""

    text: str
    keys: tuple[str, ...]


def questions(count: int, seed: int = 11) -> tuple[Question, ...]:
    """Return so many questions: whole names, three to six letters of one, parts of compounds, two words."""
    rng = random.Random(seed)
    kinds = (
        lambda: office_words.surname(rng),
        lambda: office_words.surname(rng)[: rng.randint(3, 6)],
        lambda: office_words.person(rng),
        lambda: office_words.compound(rng),
        lambda: rng.choice(office_words.HEADS),
        lambda: rng.choice(office_words.MODIFIERS),
        lambda: f"{rng.choice(office_words.HEADS)} {office_words.surname(rng)[:4]}",
    )
    texts = (kinds[n % len(kinds)]() for n in range(count))
    return tuple(Question(text, tuple(loose(word) for word in words(text))) for text in texts)
