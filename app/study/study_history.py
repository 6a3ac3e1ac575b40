"""How a study came about: its frame, every definition with time and person, its pairs, and what followed."""

from dataclasses import dataclass

from app.study.study_definition import Definition


@dataclass(frozen=True, slots=True)
class StudyFrame:
    """What a study is and rests on; `end` is the ISO day of its end, `provider` who gives the careers."""

    project: str
    legal_basis: str
    provider: str
    end: str


@dataclass(frozen=True, slots=True)
class DesignRecord:
    """A definition as it was fixed; `after_results` if outcomes had been seen before."""

    definition: Definition
    sha256: str
    at: str
    by: str
    reason: str
    after_results: bool


@dataclass(frozen=True, slots=True)
class MatchingRecord:
    """The pairs by their codes, with fingerprints (hex) of pairs, definition and careers."""

    codes: tuple[tuple[str, str], ...]
    sha256: str
    design: str
    careers: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A moment and a person."""

    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Written:
    """A report or bundle that was written, with the SHA-256 (hex) of its file."""

    kind: str
    at: str
    by: str
    sha256: str


@dataclass(frozen=True, slots=True)
class StudyHistory:
    """What is recorded of a study; `seen` is the moment results were first shown, "" if never.

    `shown` is when those of the pairs in force were first shown, and to whom. `written` holds the newest
    report and the newest bundle of the pairs in force.
    """

    frame: StudyFrame
    designs: tuple[DesignRecord, ...] = ()
    matching: MatchingRecord | None = None
    seen: str = ""
    shown: Signed | None = None
    written: tuple[Written, ...] = ()

    @property
    def definition(self) -> DesignRecord | None:
        """The definition in force: the last one."""
        return self.designs[-1] if self.designs else None

    @property
    def changed_late(self) -> tuple[DesignRecord, ...]:
        """The definitions that came after results had been seen."""
        return tuple(d for d in self.designs if d.after_results)
