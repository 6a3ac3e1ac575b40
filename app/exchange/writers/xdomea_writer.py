"""A case file for the archive: xdomea 4.0.0, message 0503 (Aussonderung), packed with its documents.

Form after the published schema (KoSIT, xdomea-Nachrichten-AussonderungDurchfuehren.xsd and Baukasten) and
the example of the state archive NRW: the case is an `Akte`, the table of its findings and each document that
goes along a `Dokument`. File names follow `<process>_0503_1.xml` and `<uuid>.<ending>`.
"""

import datetime as dt
import hashlib
import io
import uuid
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import escape

from app.base.clock import now_text
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Document
from app.base.version import VERSION
from app.base.words import agency_name
from app.exchange.table_content import content, marking
from app.exchange.table_export import CsvStyle, write_table
from app.exchange.table_selection import TableKind
from app.exchange.xml_text import xml_text
from app.policy.views import ReleasedView, View

Contents = Callable[[str], Iterable[bytes]]
"""Gives the content of a document by its id, in pieces."""
_SPACE = "urn:xoev-de:xdomea:schema:4.0.0"
_LISTS = "urn:xoev-de:xdomea:codeliste:"
_SHA = "urn:xoev-de:kosit:codeliste:xta.serviceprofile.kryptographische-algorithmen"
_MESSAGE = "0503"
# Of the list of file formats 2.0; the schema takes "other" with a name for everything else.
_OTHER_FORMAT = "100"
_MIDNIGHT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Part:
    """A document of the package: its own id, that of its file, what it is called and of what kind it is."""

    id: uuid.UUID
    file: uuid.UUID
    title: str
    original: str
    media_type: str
    sha256: str
    note: str

    @property
    def name(self) -> str:
        """The name of the file in the package."""
        ending = self.original.rpartition(".")[2].lower() if "." in self.original else "bin"
        kept = "".join(c for c in ending if c.isascii() and c.isalnum())[:8]
        return f"{self.file}.{kept or 'bin'}"


def write_xdomea(view: View, contents: Contents, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write the package; `contents` gives the bytes of the view's documents and answers for their SHA-256."""
    told = progress or Progress()
    process = _uuid(view.header.id)
    table = _findings(view)
    code = hashlib.sha256(table).hexdigest()
    name = _("findings")
    first = _Part(
        uuid.uuid5(process, "findings"),
        uuid.uuid5(process, f"findings {code}"),
        _("Findings of the case"),
        f"{name}.csv",
        "text/csv",
        code,
        marking(view),
    )
    parts = [first, *(_part(document, process) for document in view.documents)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, f"{process}_{_MESSAGE}_1.xml", [_message(view, process, parts).encode()])
        _put(archive, first.name, [table])
        for part, document in zip(parts[1:], told.each(view.documents), strict=True):
            _put(archive, part.name, contents(document.id))


def package_name(view: View) -> str:
    """Return the name that the standard asks for."""
    return f"{_uuid(view.header.id)}_{_MESSAGE}_1.zip"


def xdomea_losses(view: View) -> tuple[str, ...]:
    """Return what would be lost, a sentence each."""
    lines = [
        _("Findings stand in a table (CSV) with grading and handling; the metadata name the case only."),
        _("Links and charts are not drawn; add a briefing (PDF) as a document if they are to be kept."),
        _("The archive asks for this name: {name}.").format(name=package_name(view)),
    ]
    left = [(len(view.judgements), _("judgements")), (len(view.conferences), _("conferences"))]
    left.append((len(view.measures), _("agreed measures")))
    named = ", ".join(f"{count} {words}" for count, words in left if count)
    if named:
        lines.append(_("Not in the file: {what}.").format(what=named))
    return tuple(lines)


def _put(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    entry = zipfile.ZipInfo(name, _MIDNIGHT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as file:
        for piece in pieces:
            file.write(piece)


def _findings(view: View) -> bytes:
    out = io.BytesIO()
    write_table(content(view, TableKind.FINDINGS, None), out, "csv", CsvStyle())
    return out.getvalue()


def _part(document: Document, process: uuid.UUID) -> _Part:
    own = _uuid(document.id)
    file = uuid.uuid5(process, document.sha256 + document.id)
    return _Part(own, file, document.name, document.name, document.media_type, document.sha256, "")


def _uuid(record_id: str) -> uuid.UUID:
    return uuid.UUID(hex=record_id)


def _message(view: View, process: uuid.UUID, parts: list[_Part]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xdomea:Aussonderung.Aussonderung.0503 xmlns:xdomea="{_SPACE}" produkt="Rundblick"'
        f' produktversion="{VERSION}" produkthersteller="Rundblick" standard="xdomea" version="4.0.0">',
        *_head(view, process),
        _x("Importbestaetigung", "1"),
        _x("RueckmeldungArchivkennung", "0"),
        _x("Empfangsbestaetigung", "0"),
        _x("LfdNrNachrichtProTyp", "1"),
        _x("GesamtanzahlNachrichtenProTyp", "1"),
        "<xdomea:Schriftgutobjekt><xdomea:Akte>",
        f"<xdomea:Identifikation>{_x('xdomeaUUID', str(process))}</xdomea:Identifikation>",
        _x("Kontextobjekt", "0"),
        *_about(view),
        *_term(view),
        *_history(view),
        "<xdomea:Akteninhalt>",
        *(line for no, part in enumerate(parts, 1) for line in _document(part, no, view)),
        "</xdomea:Akteninhalt>",
        "</xdomea:Akte></xdomea:Schriftgutobjekt>",
        "</xdomea:Aussonderung.Aussonderung.0503>",
    ]
    return "\n".join(lines) + "\n"


def _head(view: View, process: uuid.UUID) -> Iterator[str]:
    yield "<xdomea:nachrichtenkopf><xdomea:identifikation.nachricht>"
    yield f"<nachrichtenUUID>{uuid.uuid4()}</nachrichtenUUID>"
    yield f'<nachrichtentyp listURI="{_LISTS}nachrichtentyp" listVersionID="3.0">'
    yield f"<code>{_MESSAGE}</code><name>Aussonderung.Aussonderung</name></nachrichtentyp>"
    yield f"<erstellungszeitpunkt>{_moment(now_text())}</erstellungszeitpunkt>"
    yield "</xdomea:identifikation.nachricht>"
    reader = (
        agency_name(view.recipient) if isinstance(view, ReleasedView) else _("internal – not for release")
    )
    for tag, name in (("leser", reader), ("autor", view.header.controller or "Rundblick")):
        inner = f"<xdomea:NameInstitution>{_x('Name', name)}</xdomea:NameInstitution>"
        yield f"<xdomea:{tag}>{inner}</xdomea:{tag}>"
    yield _x("ProzessID", str(process))
    yield "</xdomea:nachrichtenkopf>"


def _about(view: View) -> Iterator[str]:
    header = view.header
    yield "<xdomea:AllgemeineMetadaten>"
    yield _x("Betreff", header.title)
    yield _x("Kennzeichen", header.reference)
    if header.controller:
        yield _x("Federfuehrung", header.controller)
    if header.classification == "OPEN":
        words = "Offen: Das Schriftgutobjekt ist nicht eingestuft."
        grade = _code("Geheimhaltungsgrad", "vertraulichkeitsstufe", "1.0", "003", words)
        yield f"<xdomea:Geheimhaltung>{grade}</xdomea:Geheimhaltung>"
    yield _x("Bemerkung", _remark(view))
    yield _medium()
    yield "</xdomea:AllgemeineMetadaten>"


def _remark(view: View) -> str:
    header = view.header
    said = [
        (_("Purpose"), header.purpose),
        (_("Legal basis"), header.legal_basis),
        (_("Question"), header.question),
    ]
    return "; ".join([marking(view), *(f"{name}: {text}" for name, text in said if text)])


def _medium() -> str:
    words = "Elektronisch: Das Schriftgutobjekt liegt ausschließlich in elektronischer Form vor."
    return _code("Medium", "medium", "1.0", "001", words)


def _term(view: View) -> Iterator[str]:
    due = view.header.review_due
    if _is_day(due):
        yield f"<xdomea:Aussonderungsmetadaten>{_x('Aufbewahrungsende', due)}</xdomea:Aussonderungsmetadaten>"
    if _is_day(view.header.opened):
        begin = _x("Beginn", view.header.opened)
        yield f"<xdomea:Laufzeit>{begin}{_x('Ende', view.as_of)}</xdomea:Laufzeit>"


def _history(view: View) -> Iterator[str]:
    yield "<xdomea:HistorienProtokollInformation>"
    yield _x("Akteur", "Rundblick")
    yield _x("DatumUhrzeit", _moment(now_text()))
    yield _x("Aktion", _("Case file written for the archive: {whose}").format(whose=marking(view)))
    yield "</xdomea:HistorienProtokollInformation>"


def _document(part: _Part, no: int, view: View) -> Iterator[str]:
    yield "<xdomea:DokumentOderDokumentMitSchriftstueck><xdomea:Dokument>"
    number = _x("NummerImUebergeordnetenContainer", str(no))
    yield f"<xdomea:Identifikation>{_x('xdomeaUUID', str(part.id))}{number}</xdomea:Identifikation>"
    remark = _x("Bemerkung", part.note) if part.note else ""
    about = f"{_x('Betreff', part.title)}{remark}{_medium()}"
    yield f"<xdomea:AllgemeineMetadaten>{about}</xdomea:AllgemeineMetadaten>"
    yield f"<xdomea:Version>{_x('Nummer', '1')}<xdomea:Format>"
    yield _code("Name", "dateiformat", "2.0", _OTHER_FORMAT, "Sonstiges")
    yield _x("SonstigerName", part.media_type or "application/octet-stream")
    yield "<xdomea:Version/>"
    yield f"<xdomea:Primaerdokument>{_x('Dateiname', part.name)}{_x('DateinameOriginal', part.original)}"
    algorithm = f'<xdomea:Algorithmus listURI="{_SHA}" listVersionID="1.0.0"><code>SHA-256</code>'
    algorithm += "<name>http://www.w3.org/2001/04/xmlenc#sha256</name></xdomea:Algorithmus>"
    yield f"<xdomea:Hash>{_x('Wert', part.sha256)}{algorithm}</xdomea:Hash>"
    yield "</xdomea:Primaerdokument></xdomea:Format></xdomea:Version>"
    yield "</xdomea:Dokument></xdomea:DokumentOderDokumentMitSchriftstueck>"


def _x(name: str, text: str) -> str:
    return f"<xdomea:{name}>{escape(xml_text(text))}</xdomea:{name}>"


def _code(name: str, code_list: str, version: str, code: str, words: str) -> str:
    head = f'<xdomea:{name} listURI="{_LISTS}{code_list}" listVersionID="{version}">'
    return f"{head}<code>{code}</code><name>{escape(words)}</name></xdomea:{name}>"


def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _moment(text: str) -> str:
    """A moment to the millisecond with its zone, as the standard asks."""
    return f"{text.removesuffix('Z')}.000Z"
