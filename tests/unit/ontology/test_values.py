import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.i18n import set_language
from app.ontology.catalogue import ontology
from app.ontology.model import Choice, PropertyType
from app.ontology.values import VALUE_TYPES, display, display_for, normalise, normalise_for

# value type, as written, as kept, shown in German, shown in English
EXAMPLES = [
    ("text", " Zeile 1 \r\nZeile\x07 2\t\n", "Zeile 1\nZeile 2", "Zeile 1\nZeile 2", "Zeile 1\nZeile 2"),
    ("name", "  Mu\u0308ller,\n Jürgen\u202e ", "Müller, Jürgen", "Müller, Jürgen", "Müller, Jürgen"),
    ("name", "محمد مستر", "محمد مستر", "محمد مستر", "محمد مستر"),
    ("identifier", " K  1 ", "K 1", "K 1", "K 1"),
    ("file_number", "60 Js 123 / 24", "60 Js 123/24", "60 Js 123/24", "60 Js 123/24"),
    ("iban", "de89 3704 0044 0532 0130 00", "DE89370400440532013000", *["DE89 3704 0044 0532 0130 00"] * 2),
    ("iban", "IBAN: NL91 ABNA 0417 1643 00", "NL91ABNA0417164300", *["NL91 ABNA 0417 1643 00"] * 2),
    ("tax_number", "181 / 815 / 08155", "181/815/08155", "181/815/08155", "181/815/08155"),
    ("tax_number", "36574261809", "36574261809", "36 574 261 809", "36 574 261 809"),
    ("tax_number", "DE 136,695 976", "DE136695976", "DE136695976", "DE136695976"),
    ("tax_number", "5133081508159", "5133081508159", "5133081508159", "5133081508159"),
    ("tax_number", "de123456789-00001", "DE123456789-00001", "DE123456789-00001", "DE123456789-00001"),
    ("vin", "wvw zzz 1jz xw 000001", "WVWZZZ1JZXW000001", "WVWZZZ1JZXW000001", "WVWZZZ1JZXW000001"),
    ("phone", "0201 / 12 34-567", "+492011234567", "+49 201 1234567", "+49 201 1234567"),
    ("phone", "+31 10 1234567", "+31101234567", "+31 10 123 4567", "+31 10 123 4567"),
    ("email", "Kontakt@Muster.EXAMPLE", "Kontakt@muster.example", *["Kontakt@muster.example"] * 2),
    (
        "url",
        "WWW.Muster.example/Impressum",
        "https://www.muster.example/Impressum",
        *["https://www.muster.example/Impressum"] * 2,
    ),
    ("address", "Musterstr. 12 a\nD-45127  Essen", *["Musterstraße 12a, 45127 Essen"] * 3),
    ("address", "Muster Str.5,45127 Essen", *["Muster Straße 5, 45127 Essen"] * 3),
    ("address", "Hauptstrasse 1, Musterpl. 2", *["Hauptstraße 1, Musterplatz 2"] * 3),
    ("money", "1.234,56 EUR", "1234.56 EUR", "1.234,56 EUR", "1,234.56 EUR"),
    ("money", "€ 1,234,567.8", "1234567.80 EUR", "1.234.567,80 EUR", "1,234,567.80 EUR"),
    ("money", "1.234", "1234.00 EUR", "1.234,00 EUR", "1,234.00 EUR"),
    ("money", "-5 Euro", "-5.00 EUR", "-5,00 EUR", "-5.00 EUR"),
    ("money", "12,- €", "12.00 EUR", "12,00 EUR", "12.00 EUR"),
    ("money", "0,005 BTC", "0.0050 BTC", "0,0050 BTC", "0.0050 BTC"),
    ("money", "-0,50 CHF", "-0.50 CHF", "-0,50 CHF", "-0.50 CHF"),
    ("percent", "50,50 %", "50.5", "50,5 %", "50.5%"),
    ("percent", "100", "100", "100 %", "100%"),
    ("integer", "1.234", "1234", "1.234", "1,234"),
    ("integer", "007", "7", "7", "7"),
    ("coordinates", "51.455600, 7.0116", "51.4556,7.0116", "51,4556° N, 7,0116° O", "51.4556° N, 7.0116° E"),
    ("coordinates", "51,4556; -7,0116", "51.4556,-7.0116", "51,4556° N, 7,0116° W", "51.4556° N, 7.0116° W"),
    (
        "coordinates",
        "51°27'20\" N 7°0'42\" O",
        "51.455556,7.011667",
        "51,455556° N, 7,011667° O",
        "51.455556° N, 7.011667° E",
    ),
    ("choice:yes_no", "Ja", "yes", "ja", "yes"),
    ("choice:person_role", "verdächtige Person", "suspect", "verdächtige Person", "suspect"),
]

REFUSED = [
    ("iban", "DE89370400440532013001"),
    ("iban", "Muster"),
    ("tax_number", "123"),
    ("tax_number", "12/34/56"),
    ("vin", "WVWZZZ1JZXW00000O"),
    ("phone", "112"),
    ("phone", "Muster"),
    ("phone", "01"),
    ("email", "kein at beispiel"),
    ("email", "a@b"),
    ("url", "javascript:alert(1)"),
    ("url", "file:///etc/passwd"),
    ("url", "https://"),
    ("url", "http://[broken"),
    ("money", "viel Geld"),
    ("money", "1.2.3 EUR"),
    ("money", "€ 5 USD"),
    ("money", "1.234.56,7 EUR"),
    ("percent", "101"),
    ("percent", "-1"),
    ("integer", "1,5"),
    ("integer", "zwölf"),
    ("coordinates", "91, 7"),
    ("coordinates", "51,4556,7,0116"),
    ("coordinates", "Essen"),
    ("choice:yes_no", "vielleicht"),
    ("name", " \u202e "),
    ("text", ""),
    ("name", "x" * 2001),
]


@pytest.mark.parametrize(("value_type", "written", "kept", "german", "english"), EXAMPLES)
def test_value_is_kept_in_one_way_and_shown_in_two(value_type, written, kept, german, english):
    assert normalise(value_type, written) == kept
    assert normalise(value_type, kept) == kept
    assert display(value_type, kept) == english
    set_language("de")
    assert display(value_type, kept) == german


@pytest.mark.parametrize(("value_type", "text"), REFUSED)
def test_what_is_no_such_value_is_refused_in_a_sentence(value_type, text):
    with pytest.raises(ValueError, match=r"\.$"):
        normalise(value_type, text)


def test_every_declared_value_type_has_a_rule_and_a_true_example():
    declared = ontology().values
    assert set(declared) == VALUE_TYPES
    for value in declared.values():
        assert normalise(value.id, value.example) == value.example


def test_unknown_value_type_is_a_key_error():
    with pytest.raises(KeyError):
        normalise("colour_wheel", "red")
    with pytest.raises(KeyError):
        normalise("choice:nothing", "red")


def test_value_that_is_not_in_normal_form_is_shown_as_it_stands():
    for value_type in sorted(VALUE_TYPES):
        assert display(value_type, "~ ?") == "~ ?"
    assert display("choice:yes_no", "not_yet_known") == "not yet known"


def test_choices_of_a_foreign_ontology_are_understood():
    own = PropertyType("size", "choice:size", "Größe", "Size", choices=(Choice("l", "groß", "large"),))
    assert normalise_for(own, " Groß ") == "l"
    assert display_for(own, "l") == "large"
    age = PropertyType("age", "integer", "Alter", "Age")
    assert display_for(age, normalise_for(age, "1 234".replace(" ", "."))) == "1,234"


CHARACTERS = st.text(st.characters(codec="utf-8"), max_size=40)
SHAPED = st.text(string.digits + "ABEXtr .,-/:;+%€°'()@", min_size=1, max_size=24)


@settings(max_examples=60)
@given(st.sampled_from(sorted(VALUE_TYPES)), CHARACTERS | SHAPED)
def test_normalising_twice_changes_nothing_and_the_result_can_be_shown(value_type, text):
    try:
        kept = normalise(value_type, text)
    except ValueError:
        return
    assert normalise(value_type, kept) == kept
    assert display(value_type, kept)


@settings(max_examples=50)
@given(st.sampled_from(["text", "name", "identifier", "file_number", "address"]), CHARACTERS)
def test_running_words_are_stable(value_type, text):
    if not text.strip():
        return
    try:
        kept = normalise(value_type, text + "Str. 5 a")
    except ValueError:
        return
    assert normalise(value_type, kept) == kept


@settings(max_examples=50)
@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["de", "en"]))
def test_money_as_shown_reads_back_as_kept(amount, language):
    kept = normalise("money", f"{amount:f} EUR")
    set_language(language)
    assert normalise("money", display("money", kept)) == kept
