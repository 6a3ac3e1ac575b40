import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ontology.forbidden import FORBIDDEN_ATTRIBUTES, forbidden, plain_name

FORBIDDEN = """
Ethnie ethnic_group ethnicGroup Ethnizität Volkszugehörigkeit Volkszugehorigkeit Herkunft HERKUNFT
ethnische_Herkunft Herkunftsland Migrationshintergrund migration_background mig_hintergrund
MigHintergrund Geburtsland countryOfBirth Staatsangehörigkeit STAATSANGEHOERIGKEIT Staatsangehörigkeit2
StaatsangehÃ¶rigkeit staatsang Staatsbürgerschaft nationality Nationalität citizenship nation Religion
Religionszugehörigkeit Konfession konfession_vater denomination faith Clan Clanzugehörigkeit clan_name
clan_membership ClanID Großfamilie Familienname-Klasse surname_class surnameClass Namensherkunft
Hautfarbe skin_colour skinColor Augenfarbe hair_color risk_score riskScore RISKSCORE Risikoscore
Risikobewertung Gefährlichkeit gefaehrlichkeit danger_score threat_level Gefährderstufe Rückfallrisiko
sentiment SentimentScore Stimmungsanalyse Gewerkschaft Gewerkschaftszugehörigkeit trade_union
union_membership politische_Meinung politicalOpinion political Parteizugehörigkeit Parteimitgliedschaft
sexuelle_Orientierung sexualOrientation homosexuell genetic_data DNA dna_profile DNAProfil DNS-Analyse
Erbgut biometric_template Biometrie biometrisches_Merkmal Gesichtsvektor face_embedding Muttersprache
spokenLanguage spoken_language native_language mother_tongue Sprachkenntnisse Erscheinungstyp appearance
Erscheinungsbild Aussehen Phänotyp Verwandtschaftsgrad kinship_degree degree_of_kinship Rasse race
race_ethnicity racial_group Re­ligion Weltanschauung Gläubigkeit Migrant Ausländer is_foreigner family
Familie Glaube Kirchensteuermerkmal Abstammung country_of_origin tribe Haarfarbe
""".split()

ALLOWED = """
trace surname Rassel parent_company document_language Dokumentsprache Sprache_des_Dokuments language
language_of_the_document Nachname Familienname last_name family_name name alias given_name Gläubiger
Glaubwürdigkeit credibility Technik technical international nation_wide national_id dns_server dns_name
fingerprint_sha256 generic Genossenschaft Gendarmerie Zustimmung Abstimmung Stimmung Union union
Western_Union credit_union European_Union party Partei Verfahrensbeteiligter politically_exposed_person
Politisch_exponierte_Person Ausländerbehörde Ausländeramt foreigners_office clandestine Stammkapital
Stammnummer attribute distribute Farbe colour color_of_vehicle vehicle_colour risk_note
Risikobewertung_Betrieb Risikoklasse_Lebensmittelbetrieb Gefahrgut Gefahrgutklasse street_race race_date
Hunderasse Rasse_des_Hundes Autorennen Mittelherkunft Herkunft_der_Waffe Herkunftsnachweis Datenherkunft
source_origin origin Herkunft_der_Daten first_appearance court_appearance date_of_appearance
Verwandtschaft kinship good_faith data_migration migration_date Profession profession Beruf Geschlecht
gender sex Alter Geburtsort birth_place Geburtsdatum Adresse Telefon Aufenthaltsstatus residence_permit
sexual_offence Sexualdelikt Sexualdelikte genre agent Genehmigung genehmigt Generation hair_salon
Haarsalon Friseur skin_care eye_witness Augenzeuge facial_treatment Dialog Clannad terrace bracelet
embrace raceway grace Prozessionsweg Ration rational operational relation_degree degree risk_of_flood
dangerous_goods Gefahr Gefahrenabwehr Staatsanwaltschaft Staatsanwalt Staatskasse Stadt Staat Bürgeramt
citizens_office Unionsbürger Familienstand Familienkasse family_documented weight share amount Bewertung
credit_rating rating Sippenhaft Rassismusvorwurf Gesellschafter Sachverhalt Kontakt confession_date
Geständnis denomination_of_notes Hauttransplantation Minute Minuten Gang Iris accent_colour Tonspur
Klasse Klassifizierung Gruppenname Namensänderung name_type Namensgeber Zuname Firmenname
""".split()

ONE_OF_EACH = {
    "Volksgruppe": "ethnicity",
    "Rassenzugehörigkeit": "race",
    "Clanzugehörigkeit": "clan membership inferred from surname",
    "Nachnamensklasse": "family name class",
    "Staatsangehörigkeit": "nationality or citizenship as score, filter or analysis variable",
    "Migrationshintergrund": "migration background",
    "Konfession": "religion",
    "politische Überzeugung": "political opinion",
    "Gewerkschaftsmitglied": "trade union",
    "sexuelle Ausrichtung": "sexual orientation",
    "DNA": "genetic data",
    "Biometrie": "biometric templates",
    "Haarfarbe": "skin/eye/hair colour as group marker",
    "Muttersprache": "spoken language as group marker",
    "Erscheinungstyp": "appearance type",
    "Gefährlichkeit": "danger score / risk score of a person",
    "Sentiment": "social media sentiment",
    "Verwandtschaftsgrad": "kinship degree as suspicion indicator",
}


def test_there_are_eighteen_and_each_is_recognised_as_itself():
    assert len(FORBIDDEN_ATTRIBUTES) == 18
    assert {forbidden(name) for name in ONE_OF_EACH} == set(FORBIDDEN_ATTRIBUTES)
    assert {name: forbidden(name) for name in ONE_OF_EACH} == ONE_OF_EACH


@pytest.mark.parametrize("name", FORBIDDEN)
def test_forbidden_names_are_recognised(name):
    assert forbidden(name) is not None


@pytest.mark.parametrize("name", ALLOWED)
def test_innocent_names_pass(name):
    assert forbidden(name) is None


@pytest.mark.parametrize(
    "name",
    ["Herkunft der Waffe", "language of the document", "Rasse des Hundes", "date of appearance (court)"],
)
def test_innocent_headings_in_words_pass(name):
    assert forbidden(name) is None


@pytest.mark.parametrize(
    "name", ["Religion (Vater)", "1. Staatsangehörigkeit:", "  ETHNIE  ", "Person.Religion"]
)
def test_headings_in_words_are_recognised(name):
    assert forbidden(name) is not None


@settings(max_examples=50)
@given(st.sampled_from(sorted(ONE_OF_EACH)), st.sampled_from(["_", " ", "-", ".", "/"]), st.integers(0, 99))
def test_spelling_does_not_hide_an_attribute(name, mark, number):
    for variant in (
        name.upper(),
        name.lower(),
        name.replace(" ", mark),
        f"{name}{mark}{number}",
        f"{name}{number}",
    ):
        assert forbidden(variant) == ONE_OF_EACH[name], variant
    spelt_out = name.replace("ä", "ae").replace("ö", "oe").replace("Ü", "Ue")
    assert forbidden(spelt_out) == ONE_OF_EACH[name]


@settings(max_examples=50)
@given(st.text())
def test_any_name_gets_an_answer(name):
    assert forbidden(name) in (None, *FORBIDDEN_ATTRIBUTES)


def test_plain_name_sets_words_and_numbers_apart():
    assert plain_name("riskScore2") == "risk score 2"
    assert plain_name("DNAProfil") == "dna profil"
    assert plain_name("STAATSANGEHÖRIGKEIT_1") == "staatsangehoerigkeit 1"
