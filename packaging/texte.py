"""The catalogue of texts: takes them from the sources, keeps the German one up to date, compiles it.

    python packaging/texte.py update            sources -> rundblick.pot -> de/.../rundblick.po -> .mo
    python packaging/texte.py missing           the texts without German, as JSON {"English": "", ...}
    python packaging/texte.py fill FILE.json    puts such a JSON, filled in, into the .po and updates
    python packaging/texte.py check             one line per fault and exit code 1, or nothing and 0

A plural is a list in the JSON: {"{count} case": ["{count} Fall", "{count} Fälle"]}; a text with a context
is "context|text". English needs no catalogue. The same texts always give the same bytes: the catalogues
hold no date but a fixed one.
"""

import argparse
import ast
import datetime as dt
import io
import json
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "resources" / "translations"
TEMPLATE = FOLDER / "rundblick.pot"
GERMAN = FOLDER / "de" / "LC_MESSAGES" / "rundblick.po"
SOURCES = ("app", "ui")
KEYWORDS = {"_": None, "mark": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
NO_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _catalogue(locale: str | None = None) -> Catalog:
    return Catalog(
        locale=locale,
        project="Rundblick",
        version="1",
        copyright_holder="",
        header_comment="# Texts of Rundblick; made and kept up to date by packaging/texte.py.",
        creation_date=NO_DATE,
        revision_date=NO_DATE,
        last_translator="Rundblick",
        language_team="Rundblick",
        msgid_bugs_address="-",
        charset="utf-8",
        fuzzy=False,
    )


def extract() -> Catalog:
    """Return all texts of the sources, each with the files that use it."""
    template = _catalogue()
    for folder in SOURCES:
        for file in sorted((PROJECT / folder).rglob("*.py")):
            place = file.relative_to(PROJECT).as_posix()
            for _line, text, comments, context in extract_from_file(
                "python", file, keywords=KEYWORDS, comment_tags=["Translators:"]
            ):
                template.add(text, None, [(place, 0)], auto_comments=comments, context=context)
            if file.parent.name == "cli":
                for text in help_texts(file):
                    template.add(text, None, [(place, 0)])
    return template


def help_texts(file: Path) -> Iterator[str]:
    """Yield what a command's --help shows: the docstrings of commands and the `help` of their options."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(_is_command(d) for d in node.decorator_list):
            yield ast.get_docstring(node) or ""
        if isinstance(node, ast.Call):
            helps = [k.value for k in node.keywords if k.arg == "help"]
            yield from (h.value for h in helps if isinstance(h, ast.Constant) and isinstance(h.value, str))


def _is_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in ("command", "group")


def read_german() -> Catalog:
    """Return the German catalogue as it stands, an empty one before the first update."""
    if not GERMAN.exists():
        return _catalogue("de")
    with GERMAN.open("rb") as stream:
        return read_po(stream, locale="de", charset="utf-8", abort_invalid=True)


def updated(german: Catalog, template: Catalog) -> Catalog:
    """Return a German catalogue of exactly the template's texts, with the translations that `german` has."""
    fresh = _catalogue("de")
    for message in template:
        if not message.id:
            continue
        known = german.get(_first(message), message.context)
        text = known.string if known and known.id == message.id and not known.fuzzy else ""
        fresh.add(
            message.id, text, message.locations, auto_comments=message.auto_comments, context=message.context
        )
    return fresh


def po_bytes(catalogue: Catalog) -> bytes:
    """Return a catalogue in gettext's text form, sorted by text."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=110, sort_output=True, include_lineno=False)
    lines = stream.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith('"Generated-By')).encode()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Return a catalogue in gettext's compiled form."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def write(german: Catalog, template: Catalog) -> None:
    """Write template, German catalogue and its compiled form."""
    GERMAN.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(po_bytes(template))
    GERMAN.write_bytes(po_bytes(german))
    GERMAN.with_suffix(".mo").write_bytes(mo_bytes(german))


def missing(german: Catalog) -> dict[str, str | list[str]]:
    """Return what has no German yet, by the key that `fill` takes."""
    return {
        _key(message): ["", ""] if message.pluralizable else ""
        for message in german
        if message.id and not all(_forms(message.string))
    }


def fill(german: Catalog, texts: dict[str, str | list[str]]) -> list[str]:
    """Put texts into the catalogue; return the keys that it does not know."""
    by_key = {_key(message): message for message in german if message.id}
    for key in texts.keys() & by_key.keys():
        text = texts[key]
        by_key[key].string = tuple(text) if isinstance(text, list) else text
    return sorted(texts.keys() - by_key.keys())


def faults(german: Catalog, template: Catalog) -> Iterator[str]:
    """Yield one line for each thing wrong with the catalogues as they lie on the disk."""
    wanted = {(_first(m), m.context) for m in template if m.id}
    present = {(_first(m), m.context) for m in german if m.id}
    yield from (f"not in the catalogue: {text!r}" for text, _context in sorted(wanted - present, key=str))
    yield from (f"no longer in the sources: {text!r}" for text, _context in sorted(present - wanted, key=str))
    for message in german:
        if not message.id:
            continue
        if message.fuzzy or not all(_forms(message.string)):
            yield f"not translated: {_first(message)!r}"
        else:
            yield from _placeholder_faults(message)
    if GERMAN.exists() and GERMAN.with_suffix(".mo").read_bytes() != mo_bytes(german):
        yield "the compiled catalogue is not the one that its source gives: run packaging/texte.py update"


def _placeholder_faults(message: Message) -> Iterator[str]:
    forms = [_placeholders(form) for form in _forms(message.id)]
    source = set().union(*forms)
    for form in _forms(message.string):
        try:
            found = _placeholders(form)
        except ValueError:
            yield f"braces do not match: {form!r}"
            continue
        # one form may name what the other does not, and a singular may say "one" where the plural counts
        allowed = found == source or found in forms or (message.pluralizable and found | {"count"} == source)
        if not allowed:
            yield f"placeholders differ: {sorted(source)} in {_first(message)!r}, {sorted(found)} in {form!r}"


def _placeholders(text: str) -> set[str]:
    return {
        name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name is not None
    }


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _first(message: Message) -> str:
    return _forms(message.id)[0]


def _key(message: Message) -> str:
    return f"{message.context}|{_first(message)}" if message.context else _first(message)


def main() -> int:
    """Run one of the four commands; return the exit code."""
    parser = argparse.ArgumentParser(description="The catalogue of texts.")
    parser.add_argument("command", choices=("update", "missing", "fill", "check"))
    parser.add_argument("file", nargs="?", type=Path)
    arguments = parser.parse_args()
    template, german = extract(), read_german()
    if arguments.command == "check":
        lines = list(faults(german, template))
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return 1 if lines else 0
    german = updated(german, template)
    if arguments.command == "missing":
        json.dump(missing(german), sys.stdout, ensure_ascii=False, indent=1)
        return 0
    unknown: list[str] = []
    if arguments.command == "fill":
        unknown = fill(german, json.loads(arguments.file.read_text(encoding="utf-8")))
    write(german, template)
    sys.stderr.writelines(f"not in the sources: {key!r}\n" for key in unknown)
    sys.stderr.write(f"{len(missing(german))} of {len(german)} texts without German\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
