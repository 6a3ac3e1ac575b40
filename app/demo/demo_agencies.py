"""The agencies of the demo store: one for each class of the provision matrix, and the office itself."""

from app.base.ids import id_of_agency
from app.casework import agencies
from app.policy.release import OFFICE_CLASS
from app.store.store import Store

NAMES: dict[str, tuple[str, str]] = {
    OFFICE_CLASS: ("Geschäftsstelle", "Branch office"),
    "A01": ("Polizei NRW", "State police NRW"),
    "A02": ("Bundespolizei", "Federal police"),
    "A03": ("Zoll (FKS)", "Customs (illegal employment)"),
    "A04": ("Finanzamt", "Tax office"),
    "A05": ("Jobcenter", "Job centre"),
    "A06": ("Jugendamt", "Youth welfare office"),
    "A07": ("Schulamt", "Education authority"),
    "A08": ("Ausländerbehörde", "Foreigners' office"),
    "A09": ("Gewerbeamt", "Trade office"),
    "A10": ("Kommunale Finanzbuchhaltung", "Municipal accounting"),
    "A11": ("Straßenverkehrsamt", "Traffic office"),
    "A12": ("Ordnungsamt", "Regulatory agency"),
    "A13": ("Einwohnermeldeamt", "Registration office"),
    "X01": ("Staatsanwaltschaft", "Public prosecutor"),
    "X02": ("FIU", "FIU"),
    "X03": ("Bezirksregierung (Geldwäscheaufsicht)", "District government (AML supervision)"),
    "X04": ("Sozialamt", "Social office"),
    "X05": ("Wohngeldbehörde", "Housing benefit office"),
    "X07": ("BAMF", "BAMF"),
    "X08": ("Standesamt", "Civil registry"),
    "X09": ("Handwerkskammer", "Chamber of crafts"),
    "X10": ("Hochschule (Forschung)", "University (research)"),
    "X12": ("Justizvollzug", "Prison service"),
}


def add_agencies(store: Store) -> int:
    """Add the agencies that the store does not know yet and return how many the demo has."""
    known = {a.id for a in agencies.all_agencies(store)}
    for class_code, (name_de, name_en) in NAMES.items():
        if id_of_agency(class_code, name_de) not in known:
            agencies.add(store, class_code, name_de, name_en)
    return len(NAMES)
