"""Names in other scripts: their reading, and their place in an alphabetical list."""

import pytest

from app.base.latin_script import base_letters, romanised, with_reading

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
