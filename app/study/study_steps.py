"""Where a study stands: its steps in the order that the program keeps, and which comes next."""

from dataclasses import dataclass

from app.base.i18n import _, mark
from app.study.study_history import Signed, StudyHistory

DEFINITION, CAREERS, MATCHING, RESULTS, REPORT = "definition", "careers", "matching", "results", "report"
_WORDS = {
    DEFINITION: (
        mark("Definition fixed"),
        mark("Say who is in the groups, how pairs are formed and which outcomes are looked at."),
    ),
    CAREERS: (
        mark("Careers imported"),
        mark("Bring in the pseudonymised careers of both groups, as many of one as of the other."),
    ),
    MATCHING: (
        mark("Pairs locked"),
        mark("Form the pairs; after that no career is added and the definition is locked."),
    ),
    RESULTS: (
        mark("Outcomes opened"),
        mark("Look at the results; from then on every change of the definition stands in each report."),
    ),
    REPORT: (
        mark("Report written"),
        mark("Write the report as PDF, and the bundle with which others can repeat it."),
    ),
}


@dataclass(frozen=True, slots=True)
class StudyStep:
    """A step; `done` tells who did it and when, None while it is to do."""

    id: str
    done: Signed | None

    @property
    def title(self) -> str:
        """What is there once it is done, in the language in force."""
        return _(_WORDS[self.id][0])

    @property
    def task(self) -> str:
        """What is to be done, in the language in force."""
        return _(_WORDS[self.id][1])


def steps(history: StudyHistory, imported: Signed | None) -> tuple[StudyStep, ...]:
    """Return the five steps; `imported` tells who brought the careers in and when, None if there are none."""
    design, matching = history.definition, history.matching
    report = next((w for w in history.written if w.kind == REPORT), None)
    return (
        StudyStep(DEFINITION, Signed(design.at, design.by) if design else None),
        StudyStep(CAREERS, imported),
        StudyStep(MATCHING, Signed(matching.at, matching.by) if matching else None),
        StudyStep(RESULTS, history.shown),
        StudyStep(REPORT, Signed(report.at, report.by) if report else None),
    )


def next_step(all_steps: tuple[StudyStep, ...]) -> StudyStep | None:
    """Return the first step that is to do, None if all are done."""
    return next((step for step in all_steps if step.done is None), None)
