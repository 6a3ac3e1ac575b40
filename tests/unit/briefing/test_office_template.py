"""What an office may declare about its briefings, and how a mistake in it is told."""

import io

import pytest
from briefing_factory import released, working_view
from pdf_checks import described, failures, page_texts, pdf_of
from PIL import Image

from app.base.errors import ExitCode, UserError
from app.briefing.compose import PARTS, compose
from app.briefing.content import Heading, Logo
from app.briefing.logo import checked_logo
from app.briefing.office_template import (
    PART_IDS,
    OfficeTemplate,
    OfficeText,
    from_mapping,
    read_declaration,
    to_mapping,
)
from app.briefing.options import BriefingOptions

_SHORT = """
name: Kurzfassung
parts: [cover, sources, situation]
logo: wappen.png
texts:
  - part: situation
    heading_de: Hinweis
    text_de: |
      Rückfragen bis Freitag.

      Danach nicht mehr.
"""


def _png(size: tuple[int, int] = (300, 100), mode: str = "RGBA") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 0).save(out, "PNG")
    return out.getvalue()


def test_the_usual_parts_are_all_there_are() -> None:
    assert tuple(PARTS) == PART_IDS
    assert len(PART_IDS) == 18


def test_a_declared_template_is_read_and_kept_as_it_is() -> None:
    template, logo = read_declaration(_SHORT)
    assert (template.name, logo) == ("Kurzfassung", "wappen.png")
    assert template.parts == ("cover", "sources", "situation")
    assert from_mapping(to_mapping(template)) == template


def test_parts_come_in_the_order_of_the_template_with_its_texts() -> None:
    template, _logo = read_declaration(_SHORT)
    briefing = compose(released(working_view()), BriefingOptions(language="de", template=template))
    headings = [b.text for b in briefing.blocks if isinstance(b, Heading)]
    assert [b.text for b in briefing.blocks if isinstance(b, Heading) and b.level == 1] == [
        "Quellen",
        "Lage auf einer Seite",
    ]
    assert headings.index("Hinweis") == headings.index("Lage auf einer Seite") + 1


def test_a_text_without_a_translation_shows_the_other_language() -> None:
    text = OfficeText("facts", text_de="nur deutsch")
    assert text.said("en") == ("", "nur deutsch")


def test_a_briefing_with_sign_and_texts_is_valid_and_its_bookmarks_say_nothing(tmp_path: object) -> None:
    texts = (OfficeText("situation", True, "Geheimwort", "", "Text der Stelle", ""),)
    template = OfficeTemplate("x", ("cover", "situation", "chart"), texts, checked_logo(_png()))
    data = pdf_of(released(working_view()), language="de", template=template)
    assert failures(data, tmp_path) == []
    assert "Text der Stelle" in " ".join(page_texts(data))
    assert "Geheimwort" not in described(data)
    assert pdf_of(released(working_view()), language="de", template=template) == data


def test_a_sign_loses_transparency_and_size() -> None:
    with Image.open(io.BytesIO(checked_logo(_png((3000, 1000))))) as kept:
        assert kept.mode == "RGB"
        assert kept.size == (900, 300)
        assert kept.getpixel((0, 0)) == (255, 255, 255)
    template = OfficeTemplate("x", ("cover",), (), checked_logo(_png()))
    blocks = compose(working_view(), BriefingOptions(template=template)).blocks
    assert [(round(b.width), round(b.height)) for b in blocks if isinstance(b, Logo)] == [(60, 20)]


@pytest.mark.parametrize("data", [b"", b"GIF89a", _png()[:60], b"\x89PNG\r\n\x1a\n" + b"\0" * 90])
def test_what_is_no_png_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="logo"):
        checked_logo(data)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[1, 2]", "file"),
        ("a: [", "line 1"),
        ("parts: [cover]", "name"),
        ("name: x\nfoo: 1", "foo"),
        ("name: x\nparts: [facts, cover]", "parts, 1"),
        ("name: x\nparts: [cover, facts, nix]", "parts, 3"),
        ("name: x\nparts: [cover, facts, facts]", "parts, 3"),
        ("name: x\nparts: facts", "parts"),
        ("name: x\nparts: [cover, {a: 1}]", "parts, 2"),
        ("name: x\ntexts: [{part: nix, text_de: y}]", "texts, 1, part"),
        ("name: x\ntexts: [{part: facts}]", "texts, 1, text_de"),
        ("name: x\ntexts: [{part: facts, text_de: y, place: oben}]", "texts, 1, place"),
        ("name: x\ntexts: [{part: facts, text_de: [1]}]", "texts, 1, text_de"),
        ("name: x\ntexts: [{part: [1], text_de: y}]", "texts, 1, part"),
        ("name: " + "x" * 61, "name"),
        ("name: x\nlogo: 3", "logo"),
        ("name: '{a}'\nparts: ['{b}']", "parts, 1"),
        ("x" * 200_001, "file"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_remedy(text: str, place: str) -> None:
    with pytest.raises(UserError) as refused:
        read_declaration(text)
    assert refused.value.exit_code is ExitCode.INPUT_REFUSED
    assert f"“{place}”" in refused.value.sentence
    assert refused.value.remedy
