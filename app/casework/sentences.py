"""Sentences that state a probability and a confidence at once, which a reader cannot tell apart (ICD 203)."""

import re

_SHORT = r"(?<!\b[A-Za-zÄÖÜäöü]\.)(?<!\d\.)(?<!\bca\.)(?<!\bbzw\.)(?<!\bvgl\.)(?<!\bevtl\.)"
_END = re.compile(rf"(?<=[.!?]){_SHORT}\s+|\n+")
_LIKELIHOOD = re.compile(
    r"wahrscheinlich\w*|\b(?:nahezu|so gut wie) (?:sicher|ausgeschlossen)"
    r"|\b(?:un)?likely\b|\b(?:im)?probab\w+|\balmost (?:certain|no chance)\b|\broughly even\b|\blikelihood\b",
    re.IGNORECASE,
)
_DEGREE = r"(?:hoh|mittler|gering|niedrig|mäßig|stark|schwach)e?[mnrs]?"
_CONFIDENCE = re.compile(
    rf"\b{_DEGREE} (?:Vertrauen|Konfidenz|Verlässlichkeit)\b|\bVertrauensgrad\w*|\bKonfidenz\w*"
    r"|\b(?:low|moderate|high|medium) confidence\b|\bconfidence level\b|\bconfident\b",
    re.IGNORECASE,
)


def mixed_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that hold both a word of probability and one of confidence."""
    sentences = (part.strip() for part in _END.split(text))
    return tuple(s for s in sentences if s and _LIKELIHOOD.search(s) and _CONFIDENCE.search(s))
