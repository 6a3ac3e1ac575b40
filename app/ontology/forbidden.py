"""The 18 attributes that may not exist, recognised by the names people give to properties and columns.

They stand in code, not in a file beside the ontology, so that no ontology can soften them. Each attribute
has patterns over the *plain* form of a name: lower case, umlauts spelt out, words and digits set apart
(`riskScore` and `RISK_SCORE` are both `risk score`). `unless` holds patterns that show an innocent meaning.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from app.base.i18n import mark

_GROUP_DE = r"(?:zugehoe?rigkeit|angehoe?rigkeit|gruppe|klasse|mitglied\w*|name|status)?"
_SCORE = (
    r"(?:score|scoring|level|rating|class|rank(?:ing)?|index|points?|value|grade|category|tier|wert|stufe"
    r"|klasse)"
)
_SCORE_DE = (
    r"(?:score|scoring|werte?|stufe|klasse|klassifi\w*|bewertung|einstufung|index|punkt\w*|grad|rang|profil"
    r"|level|prognose)"
)


@dataclass(frozen=True, slots=True)
class _Attribute:
    name: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()


_ATTRIBUTES = (
    _Attribute(
        mark("clan membership inferred from surname"),
        (
            rf"\bclans?(?:en)?{_GROUP_DE}\b",
            r"\bclan ?(?:id|famil\w*|bezug|kriminal\w*|struktur\w*|kennung|member\w*|affiliation"
            r"|angehoe?r\w*)",
            r"\w*grossfamilie\w*",
            r"\bfamil(?:ie|y)(?: id)?$",
            r"\b(?:familien|sippen|stammes)(?:zugehoe?rigkeit|verband|clan)\b",
            r"\b(?:sippe|tribe|tribal)\b",
            r"\b(?:extended )?family (?:clan|membership|affiliation|belonging)\b",
        ),
    ),
    _Attribute(
        mark("family name class"),
        (
            r"\b(?:familien|nach|zu)?namens? ?(?:klasse|gruppe|herkunft|cluster|kategorie|ethnie)\b",
            r"\b(?:familien|nach)name (?:klasse|gruppe|typ|herkunft|cluster|kategorie)\b",
            r"\bherkunft (?:des )?(?:familien|nach)?namens?\b",
            r"\b(?:sur|last|family) ?name ?(?:class|group|category|cluster|origin|score|ethnic\w*)",
            r"\bname (?:origin|ethnic\w*|class)\b",
            r"\bonomasti\w*",
        ),
    ),
    _Attribute(
        mark("ethnicity"),
        (
            r"\b(?:multi)?ethni\w*",
            r"\bvolks ?(?:zugeh\w*|gruppen?|stamm)\b",
            r"\w*abstammung\w*",
            r"\bancestry\b",
            r"\b(?:ethnic|family) descent\b|^descent$",
            r"\w*herkuenft\w*|^herkunft(?:s ?(?:gruppe|region|kultur|milieu))?$",
            r"\b(?:ethn\w*|kulturelle|soziale|familiaere|regionale|nationale|rassische"
            r"|geographische) herkunft\b",
            r"\bherkunft (?:der |des |von )?(?:person|betroffen\w*|beschuldigt\w*|eltern|familie"
            r"|vater|mutter)\w*",
            r"\bherkunft (?:vater|mutter|eltern)\b",
            r"\b(?:national|cultural|social|regional) origin\b",
            r"\bsinti\b",
        ),
    ),
    _Attribute(
        mark("race"),
        (r"\brasse\b|\brassen\w*|\brassisch\w*", r"\brac(?:e|ial\w*)\b"),
        (
            r"\bhunde?s?\b|\btier\w*|\bdogs?\b|\banimals?\b|\bbreed\w*|\bpferd\w*|\bkatzen?\b|\bhorses?\b",
            r"\b(?:street|car|motor|vehicle|illegal|drag|boat|horse) ?rac(?:e|ing)\b",
            r"\brace (?:date|time|track|course|condition|start|result|participa\w*|event|meeting)",
        ),
    ),
    _Attribute(
        mark("migration background"),
        (
            r"\bmig(?:r|rat|rations?)? ?(?:hintergrund|hg|geschichte|erfahrung|status|vordergrund)\w*",
            r"\b(?:im|e)?migra(?:tion|nts?|ted)? ?(?:background|history|status|origin|generation)\b",
            r"\b(?:im)?migrant\w*",
            r"\bzuwander\w*|\beinwander(?:er|ungs)\w*",
            r"\bgeburts ?(?:land|staat|nation)\w*",
            r"\bherkunfts ?(?:land|staat|nation)\w*",
            r"\b(?:birth country|country of (?:birth|origin)|countryof(?:birth|origin))\b",
            r"\bauslae?ndisch\w* (?:wurzeln|eltern|herkunft)",
        ),
        (
            r"\b(?:waren?|produkt\w*|fahrzeug\w*|waffen?|daten|goods|product\w*|vehicle|weapon"
            r"|food|lebensmittel)\b",
        ),
    ),
    _Attribute(
        mark("nationality or citizenship as score, filter or analysis variable"),
        (
            r"\bstaats ?(?:ang\w*|zugeh\w*|bue?rger\w*)",
            r"\w*nationalitae?t(?:en|s\w*)?\b|\bnat[io]+nalit\w*",
            r"\w*citizenships?\b",
            r"^nation(?:en|s)?$",
            r"\bauslae?nder(?:in|innen|anteil|eigenschaft|status|quote)?\b",
            r"\b(?:is |ist )?(?:foreigner|foreign national|non german|nichtdeutsch\w*|drittstaatler)\b",
            r"\bpass ?nation\w*",
        ),
    ),
    _Attribute(
        mark("religion"),
        (
            r"\w*religio\w*",
            r"\w*konfession\w*",
            r"^confession$|\bconfession of faith\b|^denomination$",
            r"\bglauben?(?:s(?:richtung|bekenntnis|gemeinschaft|zugeh\w*)?)?\b|\bglaeubigkeit\b",
            r"\b(?:faith|beliefs?)\b",
            r"\bweltanschau\w*",
            r"\bkirchen ?(?:steuer\w*|mitglied\w*|zugeh\w*)|\bchurch (?:tax|member\w*)",
            r"\b(?:muslim\w*|moslem\w*|islamisch\w*|islamic|juedisch\w*|jewish|christlich\w*"
            r"|alevit\w*|jesid\w*|yazidi)\b",
        ),
        (r"\b(?:good|bad) faith\b", r"\bguter? glaubens?\b"),
    ),
    _Attribute(
        mark("political opinion"),
        (
            r"\bpoliti\w* (?:meinung\w*|einstellung|gesinnung|ueberzeugung\w*|ausrichtung"
            r"|orientierung|ansicht\w*"
            r"|haltung|richtung|zugeh\w*|heimat)",
            r"\bpolitical ?(?:opinions?|views?|affiliation|orientation|beliefs?|leaning|stance"
            r"|party|attitude)?$",
            r"\bpolitical ?(?:opinion|view|affiliation|orientation|belief|leaning|stance|part)\w*",
            r"\bgesinnung\w*",
            r"\bpartei ?(?:zugeh\w*|mitglied\w*|buch|praeferenz)|\bparty (?:member(?:ship)?"
            r"|affiliation|preference)\b",
            r"\bwahlverhalten\b|\bvoting (?:behaviou?r|preference)\b",
        ),
    ),
    _Attribute(
        mark("trade union"),
        (
            r"\w*gewerkschaft\w*",
            r"\b(?:trade|labou?r) ?unions?\b|\bunion (?:member\w*|affiliation)\b|\btradeunion\w*",
        ),
    ),
    _Attribute(
        mark("sexual orientation"),
        (
            r"\bsexu\w* ?(?:orientierung|ausrichtung|neigung\w*|identitaet|vorliebe\w*|praeferenz\w*)",
            r"\bsexual(?:leben|verhalten|praeferenz\w*)\b",
            r"\bsexual ?(?:orientation|preference\w*|identity|life)",
            r"\b(?:homo|bi|hetero)sexu\w*|\b(?:lgbt\w*|queer)\b",
        ),
    ),
    _Attribute(
        mark("genetic data"),
        (
            r"\bdna\b|\bdna(?:profil|muster|analyse|spur|daten)\w*",
            r"\bdns ?(?:analyse|profil|muster|identifizierung|spur|treffer|abgleich)\w*",
            r"\b(?:epi)?geneti\w*|\bgenom\w*|\bgenotyp\w*|\bhaplo\w*",
            r"\berb(?:gut|anlagen|informationen)\b|\bgen ?(?:profil|daten|test|muster)\b",
        ),
    ),
    _Attribute(
        mark("biometric templates"),
        (
            r"\w*biometri\w*",
            r"\bfingerabdr\w* ?(?:template|daten|muster|merkmal\w*|vorlage|vektor)|\bfingerabdruck\w+",
            r"\bfinger ?prints? (?:template|minutiae|scan|image|data|vector)",
            r"\bminuti(?:ae|en)\b",
            r"\bgesichts ?(?:erkennung\w*|vektor|template|merkmal\w*|geometrie|muster|embedding)",
            r"\b(?:face|facial) ?(?:embedding|template|vector|encoding|recognition|geometry"
            r"|features?|print)s?\b",
            r"\b(?:iris|retina|voice|venen|gang|gait) ?(?:scan|template|code|prints?|muster"
            r"|profil|erkennung|pattern)\b",
            r"\bstimm(?:abdruck|profil|muster)\b",
        ),
    ),
    _Attribute(
        mark("skin/eye/hair colour as group marker"),
        (
            r"\b(?:haut|augen|haar)[ -]?(?:farben?|ton|typ|struktur)\b",
            r"\b(?:skin|eyes?|hair) ?(?:colou?rs?|tones?|types?|shade)\b",
            r"\b(?:complexion|teint)\b",
        ),
        (r"\beye type\b|\bhair type of\b",),
    ),
    _Attribute(
        mark("spoken language as group marker"),
        (
            r"\b(?:mutter|erst|familien|herkunfts|heimat|umgangs) ?sprachen?\b",
            r"\b(?:gesprochene|sprechende) sprachen?\b|\bsprachkenntnisse?\b|\bsprachgruppe\b",
            r"\bspricht (?:deutsch|arabisch|tuerkisch|\w+isch)\b",
            r"\b(?:native|first|home|heritage|spoken) ?languages?\b|\blanguages? spoken\b|\bmother ?tongue\b",
            r"\blanguage (?:group|skills?|background)\b",
            r"\b(?:dialekt|akzent|dialect|accent)\b",
        ),
        (r"\bprogramming\b|\baccent colou?r\b|\bakzentfarbe\b",),
    ),
    _Attribute(
        mark("appearance type"),
        (
            r"\berscheinungs ?(?:typ\w*|bild\w*|form)\b",
            r"^appearance$|\b(?:physical|personal|outward|ethnic) appearance\b"
            r"|\bappearance (?:type|group|category|class)",
            r"\baussehen\b|\baeusseres\b|\bphaenotyp\w*|\bphenotyp\w*",
            r"\b(?:sued|nord|ost|west)?(?:laendisch|europaeisch|afrikanisch|arabisch"
            r"|asiatisch)\w* (?:typ\w*|aeussere\w*)",
            r"\bsuedlaendisch\w*|\bsuedlaender\w*",
        ),
        (r"\b(?:betrieb\w*|laden\w*|shop|fassade|logo|firm\w*|corporate|website|dokument\w*)\b",),
    ),
    _Attribute(
        mark("danger score / risk score of a person"),
        (
            rf"\brisi[ck]o ?(?:person\w*)?{_SCORE_DE}\b|\brisiko$|\brisk$",
            rf"\brisk ?{_SCORE}s?\b|\brisk (?:assessment|prediction|profile|person)\b|\bhigh ?risk person\b",
            r"\bgefae?hrlichkeit\w*",
            rf"\bgefae?hr(?:der|dungs|en|lichkeits) ?{_SCORE_DE}\b|^gefaehrder(?:in|status)?$",
            rf"\b(?:danger(?:ousness)?|threat|harm|suspicion|crime|criminality|offender"
            rf"|violence) ?{_SCORE}s?\b",
            r"\bdangerousness\b|^danger$|^dangerous$",
            rf"\b(?:bedrohungs|verdachts|kriminalitaets|taeter|gewalt|personen) ?{_SCORE_DE}\b",
            r"\brueckfall ?(?:risiko\w*|prognose|wahrscheinlichkeit|gefahr)\b|\brecidivism\w*|\breoffend\w*",
            r"\bsozialprognose\b|\bpredictive (?:score|policing)\b",
        ),
        (
            r"\b(?:betrieb\w*|lebensmittel\w*|hygiene\w*|gebaeude\w*|brand\w*|anlagen?|objekt\w*"
            r"|food|fire|building"
            r"|business|establishment|premises|lieferant\w*|produkt\w*|product|gefahrgut|goods)\b",
        ),
    ),
    _Attribute(
        mark("social media sentiment"),
        (
            r"\bsentiments?\b|\bsentiment ?(?:analy\w*|score|wert)",
            r"\bstimmungs ?(?:analyse|wert|score|bild|barometer|lage)\b|\btonalitaet\b",
            r"\bopinion mining\b|\bemotion ?(?:score|analysis|recognition)\b"
            r"|\bemotions(?:analyse|erkennung)\b",
        ),
    ),
    _Attribute(
        mark("kinship degree as suspicion indicator"),
        (
            r"\b(?:verwandtschafts|angehoerigen|familien) ?(?:grad\w*|naehe|score|index)\b",
            r"\bgrad der (?:verwandtschaft|familiaeren naehe)\b",
            r"\b(?:kinship|kin|family|blood) (?:degree|distance|score|weight|index|proximity"
            r"|relation degree)\b",
            r"\bdegree of (?:kinship|relationship|consanguinity)\b|\bconsanguinity\b|\bkinshipdegree\b",
        ),
    ),
)
FORBIDDEN_ATTRIBUTES = tuple(attribute.name for attribute in _ATTRIBUTES)

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WORD_BREAK = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|(?<=[A-ZÄÖÜ])(?=[A-ZÄÖÜ][a-zäöüß])|(?<=[^\W\d_])(?=\d)")


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (a.name, re.compile("|".join(a.patterns)), re.compile("|".join(a.unless)) if a.unless else None)
        for a in _ATTRIBUTES
    )


@lru_cache(maxsize=4096)
def forbidden(name: str) -> str | None:
    """Return which forbidden attribute a German or English property or column name denotes, else None.

    The answer is one of `FORBIDDEN_ATTRIBUTES`, an English source text for `_()`. Only the name is
    looked at, never a value: whether a person's value belongs to such a group is nothing to find out.
    """
    plain = plain_name(name)
    for attribute, pattern, unless in _compiled():
        if pattern.search(plain) and not (unless and unless.search(plain)):
            return attribute
    return None


def plain_name(name: str) -> str:
    """Return a name in lower case with umlauts spelt out and one blank between words and numbers."""
    composed = unicodedata.normalize("NFKC", name)
    visible = "".join(c for c in composed if unicodedata.category(c) != "Cf")
    spaced = _WORD_BREAK.sub(" ", visible)
    return " ".join(re.split(r"[\W_]+", spaced.casefold().translate(_UMLAUTS))).strip()
