"""Words for the codes that records carry, in the language in force: one place for window and paper."""

from app.base.i18n import _
from app.base.records import MeasureState


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


def classification_word(classification: str) -> str:
    """Return how a classification is written on screen and paper.

    VS-NfD stands in the official words in every language (Verschlusssachenanweisung).
    """
    return "VS – NUR FÜR DEN DIENSTGEBRAUCH" if classification == "VS-NfD" else _("OPEN")
