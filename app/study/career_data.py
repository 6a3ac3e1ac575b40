"""Careers as plain values, as a study's store keeps them and as a definition's fingerprint sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.study.career_records import Career, Custody, Offence, Reaction
from app.study.study_definition import fingerprint


def career_data(career: Career) -> dict[str, Any]:
    """Return a career as plain values."""
    return asdict(career)


def career_from(data: Mapping[str, Any]) -> Career:
    """Return the career that `career_data` gave."""
    return Career(
        data["code"],
        data["group"],
        data["birth_year"],
        data["sex"],
        data["observed_until"],
        tuple(Offence(**one) for one in data["offences"]),
        tuple(Custody(**one) for one in data["custody"]),
        tuple(Reaction(**one) for one in data["reactions"]),
    )


def careers_sha256(careers: Sequence[Career]) -> str:
    """Return the fingerprint (hex) of careers, whatever their order."""
    return fingerprint([career_data(c) for c in sorted(careers, key=lambda c: c.code)])
