"""Words for the codes that records carry, in the language in force: one place for window and paper."""

from collections.abc import Iterable

from app.base.i18n import _, language
from app.base.records import Agency, MeasureState


def regime_word(regime: str) -> str:
    """Return the name of a data-protection regime; one that is not known stands as it is."""
    return {
        "polg_nrw": _("Police Act NRW (PolG NRW)"),
        "bpolg": _("Federal Police Act (BPolG)"),
        "zfdg": _("Customs Investigation Service Act (ZFdG)"),
        "stpo": _("Code of Criminal Procedure (StPO)"),
        "owig": _("Administrative Offences Act (OWiG)"),
        "sgb": _("Social Code (SGB)"),
        "gwg": _("Anti-Money Laundering Act (GwG)"),
        "schwarzarbg": _("Act to Combat Undeclared Work (SchwarzArbG)"),
        "ao": _("Fiscal Code (AO)"),
        "bdsg_3": _("Federal Data Protection Act, part 3 (JHA Directive)"),
        "gdpr": _("General Data Protection Regulation"),
    }.get(regime, regime)


def measure_state_word(state: MeasureState) -> str:
    """Return the word for the state of a measure."""
    return {
        MeasureState.PROPOSED: _("proposed"),
        MeasureState.OPEN: _("open"),
        MeasureState.RUNNING: _("running"),
        MeasureState.BLOCKED: _("blocked"),
        MeasureState.DONE: _("done"),
        MeasureState.IMPOSSIBLE: _("impossible"),
        MeasureState.NOT_DONE: _("not done"),
    }[state]


def point_title(title: str, no: int) -> str:
    """Return what a point of an agenda is called where its title was not cleared: by its number."""
    return title or _("Point {no}").format(no=no)


def classification_word(classification: str) -> str:
    """Return how a classification is written on screen and paper.

    VS-NfD stands in the official words in every language (Verschlusssachenanweisung).
    """
    return "VS – NUR FÜR DEN DIENSTGEBRAUCH" if classification == "VS-NfD" else _("OPEN")


LIKELIHOOD_RANGES = {
    "almost_no_chance": (1, 5),
    "very_unlikely": (5, 20),
    "unlikely": (20, 45),
    "even_chance": (45, 55),
    "likely": (55, 80),
    "very_likely": (80, 95),
    "almost_certain": (95, 99),
}
"""The seven degrees of probability as a finding keeps them, with their ranges in percent (ICD 203)."""
CONFIDENCES = ("low", "moderate", "high")
"""The degrees of confidence as a finding keeps them (ICD 203)."""


def likelihood_word(likelihood: str) -> str:
    """Return the word for a degree of probability; one that is not known stands as it is."""
    return {
        "almost_no_chance": _("almost no chance"),
        "very_unlikely": _("very unlikely"),
        "unlikely": _("unlikely"),
        "even_chance": _("roughly even chance"),
        "likely": _("likely"),
        "very_likely": _("very likely"),
        "almost_certain": _("almost certain"),
    }.get(likelihood, likelihood)


def likelihood_with_range(likelihood: str) -> str:
    """Return a degree of probability with what it means in percent, "likely (55 to 80 %)"."""
    low, high = LIKELIHOOD_RANGES[likelihood]
    return _("{word} ({low} to {high} %)").format(word=likelihood_word(likelihood), low=low, high=high)


def confidence_word(confidence: str) -> str:
    """Return the word for a degree of confidence; one that is not known stands as it is."""
    return {
        "low": _("low confidence"),
        "moderate": _("moderate confidence"),
        "high": _("high confidence"),
    }.get(confidence, confidence)


def confidence_ground(confidence: str) -> str:
    """Return what a degree of confidence rests on (ICD 203; the wording is ours)."""
    return {
        "low": _("scant, doubtful or contradictory information, or one source only"),
        "moderate": _("credible and plausible information, not corroborated enough"),
        "high": _("good information from several independent sources"),
    }[confidence]


def likelihood_sentence(likelihood: str) -> str:
    """Return the sentence that states a probability; never one sentence with the confidence (ICD 203)."""
    return _("Probability: {likelihood}.").format(likelihood=likelihood_with_range(likelihood))


def confidence_sentence(confidence: str) -> str:
    """Return the sentence that states the confidence; never one sentence with the probability (ICD 203)."""
    said = _("{confidence}: {ground}.")
    whole = said.format(confidence=confidence_word(confidence), ground=confidence_ground(confidence))
    return whole[:1].upper() + whole[1:]


def provision_kind_word(kind: str) -> str:
    """Return what an entry of the matrix does, "none" for ""; a kind that is not known stands as it is."""
    return {
        "must": _("must"),
        "should": _("should"),
        "may": _("may"),
        "on_request": _("on request"),
        "retrieval": _("retrieval"),
        "data_matching": _("data matching"),
        "limit": _("limit"),
        "procedure": _("procedure"),
        "conference_basis": _("basis for meeting"),
        "research": _("research"),
        "": _("none"),
    }.get(kind, kind)


def agency_name(agency: Agency, wanted: str = "") -> str:
    """Return the name of an agency in a language or the one in force; German where there is no other."""
    return agency.name_de if (wanted or language()) == "de" else agency.name_en or agency.name_de


def agency_names(agencies: Iterable[Agency], wanted: str = "") -> dict[str, str]:
    """Return the names of agencies by id."""
    return {agency.id: agency_name(agency, wanted) for agency in agencies}


def decimals(text: str) -> str:
    """Return a number written with a point as the language in force writes it."""
    return text.replace(".", ",") if language() == "de" else text
