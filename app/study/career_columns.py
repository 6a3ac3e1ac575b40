"""What the columns of a career file may be called, and which of them tell who somebody is.

Columns are a closed list: what is not in it is refused by name, so that nothing slips into a study. Those
that look as if they told a person apart are refused with the reason.
"""

import re
from collections.abc import Sequence

from app.base.errors import UserError
from app.base.i18n import _

CAREER, EVENT = "career", "event"
# Column -> the names it may have in a file, besides its own.
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    CAREER: {
        "code": ("kennung",),
        "group": ("gruppe",),
        "birth_year": ("geburtsjahr",),
        "sex": ("geschlecht",),
        "observed_until": ("beobachtet_bis",),
    },
    EVENT: {
        "code": ("kennung",),
        "kind": ("art",),
        "day": ("tag",),
        "end": ("ende",),
        "chapter": ("kapitel",),
        "severity": ("schwere",),
        "co_suspects": ("mittatverdaechtige", "mittatverdächtige"),
        "reaction": ("reaktion",),
    },
}
OPTIONAL = frozenset({"end", "chapter", "severity", "co_suspects", "reaction"})
_TELLING = re.compile(
    r"name|vorname|nachname|alias|geburtsdat|geburtstag|geboren|birth_?da|birthday|\bdob\b|born|address|adress"
    r"|anschrift|stra(ss|ß)e|street|wohnort|hausn|\bplz\b|postcode|zip|telefon|phone|e_?mail|aktenz|\baz\b"
    r"|vorgang|file_?n|case_?n|aktenn|ausweis|passport|steuer|tax_?id|kennzeichen|plate|foto|photo"
)


def heading(kind: str, cells: Sequence[str], file: str) -> list[str]:
    """Return the columns that a heading names, in its order ("" for an empty cell).

    Raises `UserError` (exit 4) naming a column that tells who somebody is, that is not known, twice there, or
    missing.
    """
    known = {alias: name for name, others in COLUMNS[kind].items() for alias in (name, *others)}
    plain = ["_".join(re.split(r"[\s_-]+", cell.strip().casefold())) for cell in cells]
    named = list(zip(cells, plain, strict=True))
    telling = [cell.strip() for cell, name in named if name not in known and _TELLING.search(name)]
    if telling:
        raise _refused(
            "study.telling_column",
            _("{file}: the columns {columns} look as if they told who somebody is."),
            _("Take them out; who a code stands for belongs into the key list, apart from the study."),
            file,
            telling,
        )
    strange = [cell.strip() for cell, name in named if name and name not in known]
    if strange:
        raise _refused(
            "study.strange_column",
            _("{file}: a study has no columns {columns}."),
            _("Leave them out; these are known: {known}.").format(known=", ".join(COLUMNS[kind])),
            file,
            strange,
        )
    found = [known.get(name, "") for name in plain]
    wrong = [n for n in COLUMNS[kind] if found.count(n) > 1 or (n not in found and n not in OPTIONAL)]
    if wrong:
        raise _refused(
            "study.missing_column",
            _("{file}: the columns {columns} are missing or there twice."),
            _("Name each of them once in the first row."),
            file,
            wrong,
        )
    return found


def _refused(key: str, sentence: str, remedy: str, file: str, columns: Sequence[str]) -> UserError:
    return UserError(key, sentence, remedy, file=file, columns=", ".join(f"“{c}”" for c in columns))
