"""What a study's store keeps of the study: its frame, its definitions, its pairs, when results were seen.

The order is kept by the program: definition, pairs, results. Definitions are never replaced; each is added
with its fingerprint, time and person, and with a sign if it came after results had been seen.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.base.clock import now_text, today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.ontology.values import normalise
from app.store import remembered, role_acts, study_mark
from app.store.audit import Action
from app.store.role_acts import Act
from app.store.store import Store
from app.study.career_data import career_from, careers_sha256
from app.study.career_records import Career
from app.study.matching import Pair, Trial, match, tried
from app.study.study_definition import Definition, changed, definition_from, fingerprint
from app.study.study_history import (
    DesignRecord,
    MatchingRecord,
    Signed,
    StudyFrame,
    StudyHistory,
    Written,
)

_DESIGNS, _MATCHING, _SEEN, _CAREERS = "study:designs", "study:matching", "study:seen", "study:careers"
_WRITTEN = "study:written"


@dataclass(frozen=True, slots=True)
class KeptCareers:
    """The careers of a study with their fingerprint, and when, by whom and of which files they came."""

    careers: tuple[Career, ...]
    sha256: str
    at: str
    by: str
    files: tuple[tuple[str, str], ...]


def found(store: Store, project: str, legal_basis: str, provider: str, end: str) -> StudyFrame:
    """Make a fresh store the workspace of a study; UserError (exit 2) for one that holds something.

    `end` is the ISO day on which the study ends and its store is to be destroyed.
    """
    frame = checked_frame(project, legal_basis, provider, end)
    with store.read() as connection:
        if study_mark.read(connection):
            raise _usage("study.twice", _("This store is a study already."), _("Nothing is to be done."))
        if not study_mark.is_fresh(connection):
            raise _usage(
                "study.not_fresh",
                _("This store holds cases or registers; a study has a store of its own."),
                _("Create one with `init` and make it the study's."),
            )
    _put(store, study_mark.KEY, asdict(frame), _("Study begun: {name}").format(name=frame.project))
    return frame


def checked_frame(project: str, legal_basis: str, provider: str, end: str) -> StudyFrame:
    """Return what a study is and rests on; UserError (exit 2) for a part that is missing or a day gone by.

    Asked before the store of a new study is made, so that none is made for nothing.
    """
    frame = StudyFrame(project.strip(), legal_basis.strip(), provider.strip(), _day(end))
    if not all((frame.project, frame.legal_basis, frame.provider)):
        raise _usage(
            "study.frame",
            _("A study needs its project, its legal basis and who provides the careers."),
            _("Say all three."),
        )
    return frame


def history(store: Store) -> StudyHistory:
    """Return what is recorded of the study; UserError (exit 2) in any other store."""
    with store.read() as connection:
        kept = study_mark.read(connection)
        if not kept:
            raise _usage(
                "study.no_study",
                _("This store is no study."),
                _("Create a fresh store with `init` and make it one with `study new`."),
            )
        designs = remembered.get(connection, _DESIGNS).get("designs", [])
        matching = remembered.get(connection, _MATCHING)
        seen = remembered.get(connection, _SEEN)
        written = remembered.get(connection, _WRITTEN)
    pairs = (
        MatchingRecord(**{**matching, "codes": tuple(map(tuple, matching["codes"]))}) if matching else None
    )
    standing = _standing(pairs) if pairs else ""
    last = seen.get("last", {})
    return StudyHistory(
        StudyFrame(**kept),
        tuple(DesignRecord(**{**d, "definition": definition_from(d["definition"])}) for d in designs),
        pairs,
        seen.get("at", ""),
        Signed(last["at"], last["by"]) if standing and last.get("of") == standing else None,
        tuple(
            Written(kind, one["at"], one["by"], one["sha256"])
            for kind, one in written.items()
            if standing and one["of"] == standing
        ),
    )


def keep_careers(
    store: Store, careers: Sequence[Career], files: Sequence[tuple[str, str]], *, replace: bool = False
) -> KeptCareers:
    """Keep the careers of a study, all at once.

    Refused once pairs stand or results were seen, and after the study's end. `files` are names and SHA-256
    of what they were read from. Careers that are there are replaced only if that is asked for.
    """
    told = history(store)
    if today().isoformat() > told.frame.end:
        raise _no(
            "study.ended",
            _("The study ended on {day}: nothing is taken in any more."),
            _("Destroy its store, or begin a study with a legal basis of its own."),
            day=told.frame.end,
        )
    if told.matching is not None:
        raise _no(
            "study.matched",
            _("The pairs of the study stand; no careers are added or replaced any more."),
            _("Begin a study of its own for other careers."),
        )
    if told.seen:
        # A change of the definition takes the pairs back, but what was seen stays seen.
        raise _no(
            "study.seen",
            _("Results of the study were seen; no careers are added or replaced any more."),
            _("Begin a study of its own for other careers."),
        )
    if load(store).careers and not replace:
        raise _no(
            "study.careers_there",
            _("The study has its careers already."),
            _("Tick that they are replaced, or use --replace."),
        )
    data = {
        "careers": [asdict(c) for c in sorted(careers, key=lambda c: c.code)],
        "at": now_text(),
        "by": store.user,
        "files": [list(f) for f in files],
    }
    _put(store, _CAREERS, data, _("Careers of the study imported"), Action.COLLECTION)
    return load(store)


def load(store: Store) -> KeptCareers:
    """Return the careers of the study, none before the import."""
    with store.read() as connection:
        kept = remembered.get(connection, _CAREERS)
    careers = tuple(career_from(c) for c in kept.get("careers", []))
    files = tuple((name, code) for name, code in kept.get("files", []))
    return KeptCareers(careers, careers_sha256(careers), kept.get("at", ""), kept.get("by", ""), files)


def design(store: Store, *, reason: str = "", **wanted: Any) -> DesignRecord:
    """Record a definition: the first, or a change of the last, for which a reason is needed.

    A change takes the pairs back; that it came after results had been seen is recorded for good.
    """
    told = history(store)
    last = told.definition
    fresh = changed(last.definition if last else Definition(), **wanted)
    if last and fresh == last.definition:
        return last
    if last and not reason.strip():
        raise _usage(
            "study.design_reason",
            _("The definition is fixed; it is not said why it changes."),
            _("Say it with --reason; it stands in every report."),
        )
    record = DesignRecord(fresh, fresh.sha256, now_text(), store.user, reason.strip(), bool(told.seen))
    designs = [asdict(d) for d in (*told.designs, record)]
    with (
        role_acts.under(Act.RECORD),
        store.write(
            _("Definition of the study recorded"), Action.ALTERATION, reason=reason, history=False
        ) as work,
    ):
        remembered.put(work, _DESIGNS, {"designs": designs})
        remembered.drop(work, _MATCHING)
    return record


def try_pairs(store: Store) -> Trial:
    """Return what the matching by the definition in force would come to; nothing is recorded.

    Without a definition the pairs are tried by the rules that a new one begins with. Pairs that stand are
    returned as they were recorded.
    """
    told, kept = history(store), load(store)
    if told.matching is not None:
        return Trial(_recorded(told.matching, kept), ())
    used = told.definition.definition if told.definition else Definition()
    return tried(kept.careers, years_apart=used.years_apart, bands=used.bands)


def match_pairs(store: Store) -> MatchingRecord:
    """Form the pairs by the definition in force and record them; done again it gives the same pairs."""
    told, kept = history(store), load(store)
    last = told.definition
    if last is None:
        raise _no(
            "study.no_design",
            _("No definition is recorded: pairs are formed by one that was fixed before."),
            _("Fix the definition first (`study design`)."),
        )
    pairs = match(kept.careers, years_apart=last.definition.years_apart, bands=last.definition.bands)
    codes = tuple((pair.a.code, pair.b.code) for pair in pairs)
    if told.matching is not None and told.matching.codes == codes:
        return told.matching
    record = MatchingRecord(codes, fingerprint(codes), last.sha256, kept.sha256, now_text(), store.user)
    _put(store, _MATCHING, asdict(record), _("Pairs of the study formed"))
    return record


def pairs_of(store: Store) -> tuple[Pair, ...]:
    """Return the recorded pairs and note that outcomes were seen; UserError (exit 1) before they stand."""
    told, kept = history(store), load(store)
    if told.matching is None:
        raise _no(
            "study.not_matched",
            _("Results are shown only when the pairs stand."),
            _("Record the definition with `study design`, then form the pairs with `study match`."),
        )
    if told.shown is None:
        last = {"at": now_text(), "by": store.user, "of": _standing(told.matching)}
        with store.read() as connection:
            first = remembered.get(connection, _SEEN) if told.seen else {"at": last["at"], "by": last["by"]}
        _put(store, _SEEN, {**first, "last": last}, _("Results of the study seen"))
    store.consult("", _("Results of the study shown"))
    return _recorded(told.matching, kept)


def note_written(store: Store, kind: str, sha256: str, label: str) -> None:
    """Note that the report or the bundle of the pairs in force was written, and log it."""
    told = history(store)
    if told.matching is None:
        raise RuntimeError("nothing can be written before the pairs stand")
    with store.read() as connection:
        known = remembered.get(connection, _WRITTEN)
    one = {"at": now_text(), "by": store.user, "sha256": sha256, "of": _standing(told.matching)}
    _put(store, _WRITTEN, {**known, kind: one}, label)


def _standing(matching: MatchingRecord) -> str:
    return f"{matching.sha256} {matching.design}"


def _recorded(matching: MatchingRecord, kept: KeptCareers) -> tuple[Pair, ...]:
    by_code = {c.code: c for c in kept.careers}
    return tuple(_pair(by_code[a], by_code[b]) for a, b in matching.codes)


def _pair(a: Career, b: Career) -> Pair:
    return Pair(a, b, abs(a.offences[0].severity - b.offences[0].severity))


def _put(
    store: Store, key: str, content: dict[str, Any], label: str, action: Action = Action.ADMINISTRATION
) -> None:
    with role_acts.under(Act.RECORD), store.write(label, action, history=False) as work:
        remembered.put(work, key, content)


def _day(text: str) -> str:
    """Return a whole day to come, typed as in 2027-12-31 or 31.12.2027, in ISO form."""
    try:
        day = dt.date.fromisoformat(normalise("partial_date", text))
    except ValueError:
        day = dt.date.min
    if day < today():
        raise _usage(
            "study.end",
            _("“{text}” is no day to come."),
            _("Say the end of the study as YYYY-MM-DD."),
            text=text,
        )
    return day.isoformat()


def _usage(key: str, sentence: str, remedy: str, text: str = "") -> UserError:
    return UserError(key, sentence, remedy, exit_code=ExitCode.USAGE, text=text)


def _no(key: str, sentence: str, remedy: str, day: str = "") -> UserError:
    return UserError(key, sentence, remedy, exit_code=ExitCode.ANSWER_IS_NO, day=day)
