"""Small words that carry little in a name: particles, titles, legal forms, numbers written out.

The lists hold what stands beside a name in any language alike and never what the name itself is.
"""

# Variants of one particle are one; the first of a line stands for all of them.
_PARTICLES = (
    "al el ul as ash ad ar at an ed es la le les los las the",
    "bin ben ibn ould bint",
    "von van fon zu zum zur",
    "de der den del della di da do dos das du d of",
    "and und et y e i und",
    "abu abou",
    "in for fuer pour para s",
)
_TITLES = (
    "herr frau mr mrs ms miss mister sir lord lady dame dr doctor doktor prof professor mag dipl ing med jur "
    "phil rer nat hc monsieur madame mme mlle senor senora don dona pan pani president praesident minister "
    "shaikh sheikh sheik scheich haji hadschi hajji geb nee jr sr mv ms ss"
)
# One line per legal form; names of the same kind of company in other countries share a line. After the
# registers' own abbreviations; words in base letters.
_LEGAL_FORMS = (
    "gmbh|g mbh|mbh|gesellschaft mit beschraenkter haftung|gesellschaft mbh|ges m b h|gesmbh",
    "ug|unternehmergesellschaft|ug haftungsbeschraenkt|unternehmergesellschaft haftungsbeschraenkt",
    "ag|aktiengesellschaft",
    "kg|kommanditgesellschaft",
    "ohg|offene handelsgesellschaft",
    "gbr|gesellschaft buergerlichen rechts",
    "gmbh and co kg|gmbh co kg|gmbh and co kommanditgesellschaft",
    "ev|eingetragener verein",
    "eg|eingetragene genossenschaft",
    "ek|ekfm|ekfr|eingetragener kaufmann|eingetragene kauffrau",
    "se|societas europaea",
    "ltd|limited|pte ltd|pte limited|pty ltd|pty limited|private limited|co ltd|company limited|co limited",
    "corporation limited|corp ltd",
    "llc|limited liability company",
    "ooo|obshchestvo s ogranichennoi otvetstvennostyu|obshchestvo s ogranichennoy otvetstvennostyu|tov",
    "inc|incorporated",
    "corp|corporation",
    "co|company|kompanie",
    "plc|public limited company",
    "lp|limited partnership|llp",
    "jsc|joint stock company|oao|ojsc|open joint stock company|pjsc"
    "|pao|zao|cjsc|aktsionernoe obshchestvo|public joint stock company",
    "sa|societe anonyme|s a",
    "sarl|srl|societatea cu raspundere limitata|societa a responsabilita limitata",
    "sas",
    "spa|societa per azioni",
    "bv|besloten vennootschap",
    "nv|naamloze vennootschap",
    "ab|aktiebolag",
    "as|a s|aktieselskab",
    "oy|oyj",
    "sp z oo|spolka z ograniczona odpowiedzialnoscia",
    "sro|spolecnost s rucenim omezenym",
    "ano",
    "pt",
    "gruppe|group|holding|holdings",
)
_NUMBERS = (
    "zero null", "one eins ein", "two zwei", "three drei", "four vier", "five fuenf", "six sechs",
    "seven sieben", "eight acht", "nine neun", "ten zehn", "eleven elf", "twelve zwoelf",
)  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50,
}  # fmt: skip
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
# Abbreviations of common words in names of organisations.
ABBREVIATIONS = {
    "intl": "international", "int'l": "international", "organisation": "organization",
    "bros": "brothers", "gebr": "gebrueder", "labour": "labor", "str": "strasse", "st": "strasse",
}  # fmt: skip

# What stands where a name is not known; two of these are not two of the same.
NOT_KNOWN = frozenset("unbekannt unbekannte unbekannter unknown unidentified nn anonym anonymous".split())
PARTICLES = {word: line.split()[0] for line in _PARTICLES for word in line.split()}
TITLES = frozenset(_TITLES.split())
# By their words, the longest first, to the form that stands for them.
LEGAL_FORMS = {tuple(p.split()): line.split("|")[0] for line in _LEGAL_FORMS for p in line.split("|")}
LONGEST_FORM = max(len(words) for words in LEGAL_FORMS)
UNITS = {word: n for n, line in enumerate(_NUMBERS) for word in line.split()}
TENS = _TENS
ROMAN = {word: n for n, word in enumerate(_ROMAN.split(), start=1)}
