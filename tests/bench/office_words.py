"""Words of an invented office: names, compounds and sentences as German case files have them, from a seed."""

import random

_FIRST = (
    "Muster Bei Spiel Probe Test Fik Demo Vor Bild Schau Lehr Ubung Attra Kuliss Pappel Linden Eschen Birken "
    "Tannen Fichten Buchen Erlen Ulmen Ahorn Weiden Kiefern Holder Schleh Dorn Hasel"
).split()
_MIDDLE = "en er el in an on us os ar or ur ing ung isch lich heim rode hain wald see bach furt".split()
_LAST = "mann berg feld stein hofer bauer müller meyer schulz wicz ova oğlu ström sen dorf kamp thal".split()
_GIVEN = (
    "Erika Max Anna Jürgen Käthe Björn Łucja Søren Ayşe Mehmet Chloé José Ines Otto Paula Quirin Rosa Silke "
    "Theo Ulla Vera Wim Xaver Yvonne Zoe Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida"
).split()
MODIFIERS = (
    "Miet Drogen Geld Bau Last Liefer Kurier Schwarz Leih Firmen Privat Auslands Bar Schein Tabak Waffen "
    "Zigaretten Spiel Wett Gaststätten Barbier Werkstatt Lager Container Hafen Grenz Zoll Steuer Renten "
    "Sozial Kinder Jugend Wohn Gewerbe Immobilien Grundstücks Konto Kredit Karten Daten Telefon Netz Arbeits"
).split()
HEADS = (
    "wagen handel wäsche geschäft vertrag zahlung kasse halle betrieb lager gruppe ring konto buchung "
    "überweisung anhänger transporter kontrolle durchsuchung beschluss vermerk anzeige verfahren rechnung "
    "vermittlung vermietung leistung betrug hinterziehung delikt verdacht kreis kette steuer werk hof"
).split()
_PLAIN = (
    "am im der die das wurde war ist nach vor mit ohne bei von zu auf gegen Abend Morgen Montag Freitag "
    "gesehen gemeldet übergeben bezahlt gefahren geparkt angetroffen bestätigt vermutet mehrere zwei drei "
    "Zeuge Halter Fahrer Inhaber Mieter Gast Kunde Bote nicht auch wieder später zuerst dort hier"
).split()
_PLACES = "Essen Gelsen Dort Reck Bott Muster Neu Alt Ober Unter Nieder Klein".split()


def surname(rng: random.Random) -> str:
    """Return an invented surname; there are some fifteen thousand."""
    middle = rng.choice(_MIDDLE) if rng.random() < 0.9 else ""
    return f"{rng.choice(_FIRST)}{middle}{rng.choice(_LAST)}"


def person(rng: random.Random) -> str:
    """Return given name and surname."""
    return f"{rng.choice(_GIVEN)} {surname(rng)}"


def compound(rng: random.Random) -> str:
    """Return a compound noun such as `Mietwagen`; there are some 1,500."""
    return f"{rng.choice(MODIFIERS)}{rng.choice(HEADS)}"


def sentence(rng: random.Random) -> str:
    """Return a note of about fifteen words, every fourth of them a compound or a name."""
    return " ".join(
        compound(rng) if n % 5 == 2 else surname(rng) if n % 9 == 4 else rng.choice(_PLAIN) for n in range(15)
    )


def company(rng: random.Random) -> str:
    """Return the name of a company."""
    return f"{surname(rng)} {compound(rng)} GmbH"


def address(rng: random.Random) -> str:
    """Return an address with one of some seven thousand streets."""
    street = f"{rng.choice(_FIRST)}{rng.choice(_MIDDLE)}{rng.choice(('straße', 'weg', 'platz', 'gasse'))}"
    return f"{street} {rng.randint(1, 180)}, {rng.randint(10000, 99999)} {rng.choice(_PLACES)}stadt"


def plate(rng: random.Random) -> str:
    """Return a plate."""
    letters = "".join(rng.choice("ABCDEFGHKLMNPRSTUVWXYZ") for _n in range(2))
    return f"{rng.choice(('E', 'GE', 'DO', 'BOT', 'RE', 'MU'))}-{letters} {rng.randint(1, 9999)}"


def iban(rng: random.Random) -> str:
    """Return something in the form of a German IBAN."""
    return f"DE{rng.randint(10, 99)}{rng.randint(0, 10**18 - 1):018d}"


def phone(rng: random.Random) -> str:
    """Return a telephone number as the store keeps it."""
    return f"+49{rng.choice((201, 209, 231, 2361))}{rng.randint(10**5, 10**7)}"
