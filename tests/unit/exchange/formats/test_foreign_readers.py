"""Every foreign format in a few lines: told by its content, read into the words of the ontology."""

import gzip
import io
import zipfile
from dataclasses import replace

import pytest
from foreign_samples import ANX, FILES, FTM, GEDCOM, GEXF, GRAMPS, KML, MBOX, PAJEK, STIX, bytes_of
from whole_case import CONTEXT

from app.base.errors import UserError
from app.exchange.content_reading import read_content
from app.exchange.plan import plan_content


def plan(data, context=CONTEXT):
    return plan_content("muster", read_content(data), None, context)


def counted(subjects, kind):
    found = {}
    for subject in subjects:
        if (subject.start is None) == (kind == "node"):
            found[subject.type] = found.get(subject.type, 0) + 1
    return found


@pytest.mark.parametrize("fmt", FILES)
def test_a_small_file_of_each_format(fmt):
    text, nodes, links, finding, dropped = FILES[fmt]
    made = plan(bytes_of(fmt, text))
    assert made.report.format == fmt
    delivery = made.delivery
    assert counted(delivery.subjects, "node") == nodes
    assert counted(delivery.subjects, "link") == links
    said = {(f.property, f.value, f.valid_from) for f in delivery.findings}
    assert finding in said, sorted(said)
    reasons = [reason for _place, reason in made.report.skipped]
    assert sum("may not be recorded" in reason for reason in reasons) == dropped, made.report.skipped
    assert not any(f.value == "x" for f in delivery.findings)


def test_gradings_words_and_notes_come_along():
    chart = plan(bytes_of("anx", ANX)).delivery
    reliability = {s.id: s.reliability for s in chart.sources}
    born = next(f for f in chart.findings if f.property == "birth_date")
    assert reliability[born.source_id] == "B"
    assert any(f.property == "identifier" and f.value == "Schwarzer Wagen" for f in chart.findings)
    kept = plan(FTM.encode()).delivery
    assert any(f.property == "note" and f.value == "phone: not a phone" for f in kept.findings)
    lines = plan(FTM.encode()).report.skipped
    assert any("Sanction" in place for place, _reason in lines)
    assert any("markings" in note for note in plan(STIX.encode()).report.notes)
    notes = [f.value for f in plan(GEDCOM.encode()).delivery.findings if f.property == "note"]
    assert notes == ["Zeile eins Zeile zwei"]


def test_kinship_needs_a_legal_question():
    for text in (GEDCOM, GRAMPS):
        without = plan(text.encode())
        assert not counted(without.delivery.subjects, "link")
        assert any("legal question" in reason for _place, reason in without.report.skipped)
        reasoned = plan(text.encode(), replace(CONTEXT, kinship_reason="Unterhalt"))
        assert counted(reasoned.delivery.subjects, "link") == {"family_documented": 1}
        assert any(f.property == "reason" and f.value == "Unterhalt" for f in reasoned.delivery.findings)


def test_packed_and_strange_encodings_are_read():
    assert plan(gzip.compress(GRAMPS.encode())).report.nodes == 2
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("doc.kml", KML)
        archive.writestr("files/a.png", b"x")
    assert plan(packed.getvalue()).report.nodes == 2
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        found = plan(GEDCOM.replace("Max", "Jörg").encode(encoding)).delivery.findings
        assert any(f.value == "Jörg Muster" for f in found)
    # ANSEL writes the mark before its letter.
    ansel = GEDCOM.replace("UTF-8", "ANSEL").encode("ascii").replace(b"Max", b"J\xe8org")
    assert any(f.value == "Jörg Muster" for f in plan(ansel).delivery.findings)
    assert plan(PAJEK.encode("utf-8-sig")).report.nodes == 3
    # The same message twice is one message.
    twice = plan(MBOX.encode()).report
    assert (twice.nodes, twice.links) == (3, 1)


BOMB = '<!DOCTYPE x [<!ENTITY a "{}"><!ENTITY b "&a;&a;&a;&a;">]>'.format("a" * 200)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("fmt", ["gexf", "anx", "kml", "gramps"])
def test_xml_that_attacks_is_refused_in_one_sentence(fmt):
    text = FILES[fmt][0].removeprefix('<?xml version="1.0" encoding="utf-16"?>')
    for attack in (BOMB, OUTSIDE):
        data = (attack + text.replace("Muster", "&b;", 1)).encode()
        assert refused(data) == "import.xml_entities"
    root = text.lstrip("<").split()[0].split(">")[0]
    deep = text.replace(f"</{root}>", "<x>" * 300 + "</x>" * 300 + f"</{root}>")
    assert refused(deep.encode()) == "import.xml_deep"
    assert refused(text[: len(text) // 2].encode()) == "import.broken_xml"


@pytest.mark.parametrize("fmt", ["geojson", "bods", "case", "stix", "ftm"])
def test_json_that_attacks_is_refused_in_one_sentence(fmt):
    text = FILES[fmt][0]
    deep = "[" * 100 + "]" * 100
    assert (
        refused(
            text.replace('"Max Muster"', deep, 1)
            .replace('"Halle"', deep, 1)
            .replace('"Max"', deep, 1)
            .encode()
        )
        == "import.xml_deep"
    )
    endless = "[" * 100_000
    assert refused(
        text.replace('"Max Muster"', endless, 1)
        .replace('"Halle"', endless, 1)
        .replace('"Max"', endless, 1)
        .encode()
    ) in {
        "import.xml_deep",
        "import.broken_json",
    }
    assert refused(text.strip()[:-2].encode()) == "import.broken_json"
    number = text.replace('"Max Muster"', "NaN", 1).replace("51]", "Infinity]", 1).replace('"Max"', "NaN", 1)
    assert refused(number.encode()) == "import.broken_json"


def test_other_attacks_are_refused_in_one_sentence():
    slip = io.BytesIO()
    with zipfile.ZipFile(slip, "w") as archive:
        archive.writestr("../../doc.kml", KML)
    assert refused(slip.getvalue()) == "import.archive_path"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", KML + " " * 2**23)
    assert refused(bomb.getvalue()) == "import.archive_bomb"
    assert refused(PAJEK.replace("3 2", "99999999", 1).encode()) == "import.too_large"
    assert refused(PAJEK.replace("1 3 2", "1 7 2").encode()) == "import.broken_graph"
    assert refused(GEXF.replace('target="b"', 'target="z"').encode()) == "import.broken_graph"
    levels = "0 HEAD\n" + "".join(f"{n} NOTE x\n" for n in range(1, 150))
    assert refused(levels.encode()) in {"import.broken_gedcom", "import.empty"}


def refused(data):
    with pytest.raises(UserError) as caught:
        plan(data)
    assert caught.value.sentence.count("\n") == 0
    return caught.value.key
