"""The key list: which code stands for which reference of the provider, in an encrypted file of its own.

The program keeps none of it. The list is read, checked against the codes of the study and written for one
age recipient, outside of the study's store; whoever holds that key, and not the study, can read it.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pyrage

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.exchange.bounded_reading import read_file
from app.exchange.readers.neutral import RawTable
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office import study_book
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class KeyListFile:
    """The encrypted list that was written."""

    file: Path
    sha256: str
    codes: int


def write_key_list(store: Store, source: Path, out: Path, recipient: str) -> KeyListFile:
    """Encrypt a table of two columns, code and reference, for an age recipient (`age1...`).

    Refused: a place inside the store, a file that is there, a recipient that is none, codes that the study
    does not know, that are missing or stand twice. Neither list nor place is noted in the store.
    """
    study_book.history(store)
    _check_place(store, out)
    rows = _rows(source)
    _check_codes({c.code for c in study_book.load(store).careers}, [code for code, _reference in rows])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("code", "reference"), *rows])
    data = pyrage.encrypt(text.getvalue().encode(), [_recipient(recipient)])
    with taken_back_on_failure([out]):
        with whole_file(out) as file:
            file.write(data)
        store.consult("", _("Key list of the study encrypted for its keeper"))
    return KeyListFile(out, sha256_of(out), len(rows))


def _check_place(store: Store, out: Path) -> None:
    inside = store.path.resolve() in out.resolve().parents
    if inside or out.exists() or out.suffix != ".age":
        raise UserError(
            "study.keylist_place",
            _("{file} is inside the store, is there already or does not end in .age."),
            _("Choose a new file .age at a place apart from the study."),
            exit_code=ExitCode.USAGE,
            file=out,
        )


def _rows(source: Path) -> list[tuple[str, str]]:
    content = read_file(source).content
    rows = [row.cells for row in content.rows] if isinstance(content, RawTable) else []
    whole = [(r[0].strip().upper(), r[1].strip()) for r in rows[1:] if len(r) == 2 and r[1].strip()]
    if not whole or len(whole) != len(rows) - 1:
        raise UserError(
            "study.keylist_rows",
            _("{file} is no table of two columns, code and reference, under a heading."),
            _("Put one code with its reference into each row."),
            file=source.name,
        )
    return whole


def _check_codes(known: set[str], codes: list[str]) -> None:
    wrong = sorted((known ^ set(codes)) | {code for code in codes if codes.count(code) > 1})
    if wrong:
        raise UserError(
            "study.keylist_codes",
            _("{count} codes of the key list and of the study do not fit one to one."),
            _("Each career stands in the list once, and nothing else does."),
            problems=tuple(wrong[:50]),
            count=len(wrong),
        )


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise UserError(
            "study.keylist_recipient",
            _("“{text}” is no public key of age."),
            _("Take the key (age1…) of whoever keeps the key list."),
            exit_code=ExitCode.USAGE,
            text=text,
        ) from error
