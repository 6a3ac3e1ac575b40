"""What attackers and broken programs send: each is read as what it says, or refused in one sentence."""

import io
import zipfile

import pytest

from app.base.errors import UserError
from app.base.records import Agency
from app.exchange.content_reading import read_content
from app.exchange.import_context import ImportContext
from app.exchange.plan import plan_content
from app.exchange.profile import find_profile
from app.exchange.table_cells import cell

CONTEXT = ImportContext(
    "c" * 32, Agency("a" * 32, "A01", "Polizei Musterstadt", "Police of Musterstadt"), "", "", "2026-11-20",
    None, "", "muster", "2026-11-22T12:00:00Z", "2027-12-31",
)  # fmt: skip
NODE = '<node id="{0}"><data key="n">Muster {0}</data></node>'
HEAD = '<graphml><key id="n" for="node" attr.name="name" attr.type="string"/><graph edgedefault="directed">'


def sheet(content: str, more: dict[str, str] | None = None) -> bytes:
    """A workbook whose one sheet is written by hand."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{kinds}"><sheets>'
        '<sheet name="Blatt" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships "
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kinds}/worksheet" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f'<worksheet xmlns="{space}">{content}</worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (parts | (more or {})).items():
            archive.writestr(name, text)
    return out.getvalue()


REFUSED = {
    "entity bomb": b'<!DOCTYPE g [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>',
    "external entity": b'<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]><graphml>&x;</graphml>',
    "entity in a workbook": sheet('<!DOCTYPE w [<!ENTITY a "b">]><sheetData/>'),
    "100 levels of XML": (HEAD + '<node id="a"><graph>' * 100 + "</graph></node>" * 100).encode(),
    "100 levels of GML": b"graph [ " + b"a [ " * 100 + b"] " * 100 + b"]",
    "100,000 levels of JSON": b'{"type": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "duplicate ids": (HEAD + NODE.format(1) * 2 + "</graph></graphml>").encode(),
    "an edge to nowhere": (
        HEAD + NODE.format(1) + '<edge source="1" target="9"/></graph></graphml>'
    ).encode(),
    "cut off": (HEAD + NODE.format(1)).encode(),
    "many columns": b";".join([b"x"] * 3_000) + b"\n" + b";".join([b"y"] * 3_000),
    "half a zip": b"PK",
}


@pytest.mark.parametrize("name", REFUSED)
def test_attacks_are_refused_in_one_sentence(name):
    with pytest.raises(UserError) as caught:
        read_content(REFUSED[name])
    assert caught.value.key.startswith("import.")
    assert caught.value.exit_code == 4
    assert "{" not in caught.value.sentence


def test_a_claimed_size_is_not_believed():
    data = sheet(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is>'
        '</c></row><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Muster</t></is></c></row>'
        "</sheetData>"
    )
    read = read_content(data)
    assert read.content.rows[0].cells == ("name",)


def planned(text: str, profile: str):
    return plan_content("x.csv", read_content(text.encode()), find_profile(profile), CONTEXT, tolerant=True)


@pytest.mark.parametrize("weight", ["NaN", "inf", "-1", "1e400", "0.5"])
def test_no_number_that_is_none_becomes_a_count(weight):
    made = planned(f"source;target;weight\nN1;N2;{weight}\nN2;N3;2\n", "kanten")
    weights = [f.value for f in made.delivery.findings if f.property == "weight"]
    assert weights == ["2"]


@pytest.mark.parametrize(
    "day", ["31.02.1980", "1980-13-01", "99999-01-01", "0000-00-00", "32.01.1980", "13/13/1980"]
)
def test_days_that_never_were_are_named_with_their_row(day):
    made = planned(f"name;birth_date\nMuster, Max;{day}\n", "personen")
    assert [(f.no, f.column, f.text) for f in made.faults] == [(2, 1, day)]


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_leave_as_text(text):
    assert not cell(text).startswith(tuple("=+-@\t\r"))


def test_wrong_encodings_give_letters_or_a_sentence():
    for encoding in (
        "utf-16-le",
        "utf-16-be",
        "utf-32-le",
        "cp850",
        "cp1250",
        "mac_roman",
        "shift_jis",
        "koi8_r",
    ):
        refused = ""
        data = "name;ort\nMüller;Köln\nŁuk;Ż\n".encode(encoding, "replace")
        try:
            rows = list(read_content(data).content.rows)
        except UserError as error:
            refused = error.key
            rows = []
        assert refused in ("", "import.not_text", "import.cut_off")
        assert all("\0" not in cell for row in rows for cell in row.cells)
