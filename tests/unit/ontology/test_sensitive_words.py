"""Words of origin are named with their endings, and what only looks like one is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.i18n import set_language
from app.ontology.sensitive_words import sensitive_words


def words(text: str) -> list[str]:
    return [found.word for found in sensitive_words(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Der türkische Fahrer stieg aus.", ["türkische"]),
        ("Zwei TUERKISCHE Staatsangehörige waren dabei.", ["TUERKISCHE", "Staatsangehörige"]),
        ("Die Türkin und der Türke, beide türkischstämmig", ["Türkin", "Türke", "türkischstämmig"]),
        ("ein Kurde, zwei Kurdinnen", ["Kurde", "Kurdinnen"]),
        ("Mitglied eines Clans; der Muster-Clan, Clankriminalität", ["Clans", "Clan", "Clankriminalität"]),
        ("gehört zur Großfamilie Muster", ["Großfamilie"]),
        ("Zeuge nennt ihn „südländisches Aussehen“", ["südländisches"]),
        ("muslimischen Glaubens", ["muslimischen"]),
        ("Die Herkunft der Frau ist offen.", ["Herkunft"]),
        ("spricht mit Akzent", ["Akzent"]),
        ("A Turkish man and a Polish driver", ["Turkish", "Polish"]),
        ("dark-skinned, of Arab descent", ["Arab", "descent", "dark-skinned"]),
        ("tür\u00adkisch", ["tür\u00adkisch"]),
    ],
)
def test_what_tells_origin_is_named(text: str, named: list[str]) -> None:
    assert sorted(words(text)) == sorted(named)


@pytest.mark.parametrize(
    "text",
    [
        "ein schwarzer Pkw, Schwarzarbeit, Schwarzgeld",
        "ein stämmiger Mann; hochstämmige Obstbäume",
        "Herkunft der Mittel unklar, Herkunftsnachweis liegt vor",
        "Die Hunderasse ist unbekannt; Terrasse, Grasse, krass",
        "Er fuhr in die Türkei und kam aus Polen zurück.",
        "Farbige Kopie des Ausweises, farbiger Ausdruck",
        "unorthodoxe Buchführung",
        "clandestine meeting; Clannad im Radio",
        "Chinarestaurant an der Römerstraße, Romanze, Romantik",
        "polish the car, nail polish",
        "Ihm wurde ein Akzept vorgelegt; er wollte Akzente setzen.",
        "Familienname Muster, Namensaktie",
        "Christian Muster, Jutta Beispiel",
        "ein Indiz, der Index, in der Tat",
        "Streetrace: illegal race auf der A 40",
        "",
    ],
)
def test_false_friends_are_left_alone(text: str) -> None:
    assert words(text) == []


def test_a_word_is_named_once_with_group_and_reason() -> None:
    set_language("de")
    (found,) = sensitive_words("Clan, Clan und nochmals Clan")
    assert found.word == "Clan"
    assert "Familie" in found.group
    assert found.reason.endswith(".")
    set_language("en")
    assert "family" in sensitive_words("Clan")[0].group


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_can_be_read_and_only_its_own_words_are_named(before: str, after: str) -> None:
    for found in sensitive_words(f"{before} {after}"):
        assert found.word
    assert "türkische" in words(f"{before} türkische {after}")
