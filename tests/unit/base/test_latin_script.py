"""Names in other scripts: their reading, and their place in an alphabetical list."""

import pytest

from app.base.latin_script import base_letters, list_order, romanised, with_reading

NAMES = ["Zander", "Łukasz", "Müller", "Muller", "Östrup", "Ærø", "Đorđević", "Ørsted", "Şahin", "Ðorin"]


def test_lists_stand_in_the_order_of_din_91379():
    shown = sorted(NAMES, key=base_letters)
    assert shown == [
        "Ærø", "Đorđević", "Ðorin", "Łukasz", "Müller", "Muller", "Ørsted", "Östrup", "Şahin", "Zander",
    ]  # fmt: skip
    assert sorted(["Петров", "Zander", "Otto"], key=base_letters) == ["Otto", "Петров", "Zander"]
    assert base_letters("ẞ") == base_letters("ss")
    assert base_letters("İpek") == base_letters("ipek")


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("Пётр Иванов", "Petr Ivanov"),
        ("Γιώργος", "Giorgos"),
        ("محمد", "Mhmd"),
        ("Łukasz Müller", ""),
        ("K-MU 1", ""),
        ("Kyjiw (Київ)", "Kyjiw (Kiiv)"),
    ],
)
def test_other_scripts_have_their_reading(name, reading):
    assert romanised(name) == reading
    assert with_reading(name) == (f"{name} ({reading})" if reading else name)


def test_a_list_stands_by_base_letters_and_by_how_other_scripts_read():
    names = ["Zander", "Ärmel", "Çelik", "Cramer", "Мустерман", "Şahin", "Sander", "Arm", "Celik", "Παπάς"]
    expected = ["Arm", "Ärmel", "Celik", "Çelik", "Cramer", "Мустерман", "Παπάς", "Şahin", "Sander", "Zander"]
    assert sorted(names, key=list_order) == expected


def test_greek_reads_as_iso_843_has_it():
    assert romanised("Παπαδόπουλος") == "Papadopoulos"
