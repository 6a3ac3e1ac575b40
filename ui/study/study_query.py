"""What the pages of the study workspace read from the store. Free of Qt."""

from dataclasses import dataclass

from app.base.errors import UserError
from app.base.i18n import language
from app.office import study_book
from app.store.store import Store
from app.study.career_checks import check_groups
from app.study.career_table import CareerLine, TrialLines, career_lines, trial_lines
from app.study.matching import BANDS
from app.study.study_history import Signed, StudyHistory
from app.study.study_overview import GroupOverview, overview
from app.study.study_steps import StudyStep, next_step, steps
from ui.shell.day_text import moment

STUDY = "study"
"""What a change of the study touches."""
TOUCHED = frozenset({STUDY})


@dataclass(frozen=True, slots=True)
class StudyView:
    """Where a study stands: its history, steps, careers by what pairs are formed by, and both groups.

    `unequal` is the sentence on groups of different size, "" if there is nothing to say.
    """

    history: StudyHistory
    steps: tuple[StudyStep, ...]
    careers: tuple[CareerLine, ...]
    imported: Signed | None
    groups: tuple[GroupOverview, ...]
    unequal: str

    @property
    def next(self) -> StudyStep | None:
        """The step that comes next, None if all are done."""
        return next_step(self.steps)


def read_study(store: Store) -> StudyView:
    """Read where the study stands; no outcome is looked at."""
    told, kept = study_book.history(store), study_book.load(store)
    imported = Signed(kept.at, kept.by) if kept.careers else None
    return StudyView(
        told,
        steps(told, imported),
        career_lines(kept.careers, _bands(told), language()),
        imported,
        overview(kept.careers),
        _unequal(store) if imported else "",
    )


def read_trial(store: Store) -> TrialLines:
    """Read what the matching would come to, or the pairs that stand; nothing is recorded."""
    return trial_lines(study_book.try_pairs(store), _bands(study_book.history(store)), language())


def signed_words(signed: Signed) -> str:
    """Return a moment and a person as people read them."""
    return ", ".join(filter(None, (moment(signed.at), signed.by)))


def _bands(told: StudyHistory) -> tuple[float, ...]:
    return told.definition.definition.bands if told.definition else BANDS


def _unequal(store: Store) -> str:
    try:
        check_groups(study_book.load(store).careers)
    except UserError as error:
        return error.text
    return ""
