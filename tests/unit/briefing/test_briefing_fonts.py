"""The shipped fonts write the names that stand in German registers."""

import unicodedata

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from app.base.paths import resource
from app.briefing.fonts import ARABIC, BOLD, BOLD_ITALIC, FILES, ITALIC, REGULAR
from app.briefing.script import runs

# Letters that DIN 91379 asks for, by hand from its groups: accents of Latin scripts in use in Europe,
# Vietnamese, transliterations with combining marks, Greek and Cyrillic.
LATIN = (
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿẞ"
    "ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľĿŀŁłŃńŅņŇňŊŋŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧ"
    "ŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžƏəƠơƯưǍǎǏǐǑǒǓǔǞǟǢǣǤǥǦǧǨǩǪǫǬǭǮǯǰǴǵǷǸǹǺǻǼǽǾǿȘșȚțȞȟȧȨȩȪȫȬȭȮȯȰȱȲȳ"
    "ḂḃḄḅḆḇḊḋḌḍḎḏḐḑḘḙḞḟḠḡḢḣḤḥḦḧḨḩḪḫḯḰḱḲḳḴḵḶḷḺḻṀṁṂṃṄṅṆṇṈṉṔṕṖṗṘṙṚṛṞṟṠṡṢṣṪṫṬṭṮṯẀẁẂẃẄẅẆẇẌẍẎẏẐẑẒẓẔẕẖẗ"
    "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ"
)
SEQUENCES = "K̲k̲A̋a̋C̀c̀C̄c̄C̆c̆C̈c̈C̣c̣D̂d̂F̀f̀G̀g̀H̄h̄J́j́K̀k̀K̂k̂L̂l̂M̂m̂N̂n̂P̀p̀R̆r̆S̀s̀T̀t̀Z̀z̀ʰʳˣˈˌ"
OTHER = "ΑΆΩώβγδжЖЩъЫэюяЇїЄєҐґ€§–—„“”\u201a\u2018’…·×"
ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىةپچژگ"


def cmap(name: str) -> frozenset[int]:
    return frozenset(TTFontFile(str(resource("fonts", FILES[name]))).charToGlyph)


@pytest.mark.parametrize("name", [REGULAR, BOLD, ITALIC, BOLD_ITALIC])
def test_every_letter_of_german_registers_has_a_glyph(name: str) -> None:
    wanted = set(unicodedata.normalize("NFC", LATIN + SEQUENCES + OTHER))
    assert wanted - {chr(code) for code in cmap(name)} == set()


def test_arabic_letters_have_a_glyph() -> None:
    assert set(ARABIC_LETTERS) - {chr(code) for code in cmap(ARABIC)} == set()


def test_arabic_is_shaped_and_turned_into_visual_order() -> None:
    (run,) = runs("محمد")
    assert run.font == ARABIC
    assert run.text[-1] == "\ufee3"  # initial meem: drawn last, for it stands on the right
    assert len(run.text) == 4


def test_signs_of_our_own_are_printed_as_they_are() -> None:
    for sign in "▲→←✓•–×":
        assert [run.text for run in runs(sign)] == [sign]
