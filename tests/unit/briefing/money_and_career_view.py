"""A view with payments in a circle, ownership in a circle, figures of income, and a career."""

from dataclasses import replace

from briefing_factory import BODIES, CASE, CONTRIBUTIONS, SOURCES, Maker

from app.base.method_records import Method, MethodKind, MethodPart, PartKind, Rating
from app.base.records import Standing
from app.policy.views import WorkingView

GIVEN = {"valid_from": "2025-03"}


def _firms(make: Maker) -> list[str]:
    firms = [make.node("organisation", f"Muster {letter} GmbH") for letter in "ABC"]
    for number, (firm, letter) in enumerate(zip(firms, "ABC", strict=True)):
        make.say(firm, "name", f"Muster {letter} GmbH", number)
        make.say(firm, "note", f"Beobachtung {letter}", number)
    first, second, third = firms
    for start, end, amount in ((first, second, "1000.50 EUR"), (second, first, "250.00 EUR")):
        paid = make.link("pays", start, end, 1)
        make.say(paid, "amount", amount, 2)
        make.say(paid, "date", "2025-03-04", 3)
    make.link("pays", second, third, 1)
    for start, end, share in ((second, third, "60"), (third, second, "20"), (first, second, "50")):
        owned = make.link("owns", start, end, 4)
        make.say(owned, "share", share, 4)
    return firms


def _person(make: Maker, firm: str) -> str:
    person = make.node("person", "Musterfrau")
    make.say(person, "name", "Musterfrau, Mia", 0)
    make.say(person, "birth_date", "1990-01-02", 1)
    make.say(person, "note", "Unbeteiligtes", 2)
    make.say(person, "income", "12000 EUR", 3, valid_from="2025")
    owned = make.link("owns", person, firm, 4)
    make.say(owned, "share", "40", 4)
    make.say(owned, "amount", "90000 EUR", 4, valid_from="2025-05", exonerating=True)
    return person


def _career(make: Maker, person: str) -> None:
    trial = make.node("proceeding", "Verfahren")
    make.say(trial, "title", "Verfahren gegen Mia Musterfrau", 5)
    make.say(trial, "opened", "2024-02-01", 5)
    make.say(trial, "identifier", "77 Js 1/24", 5)
    make.link("party_to", person, trial, 5)
    point = make.node("measure", "Punkt")
    said = {
        "title": "Gewerbe prüfen",
        "status": "possible",
        "agency": "Gewerbeamt",
        "legal_basis": "§ 35 GewO",
        "due": "2025-01-31",
        "note": "Anzeige lag vor",
    }
    for name, value in said.items():
        make.say(point, name, value, 6, standing=Standing.ASSESSMENT, basis=(make.findings[0].id,))
    make.link("concerns", point, person, 6)


def _methods(make: Maker) -> tuple[Method, ...]:
    noted = [f.id for f in make.findings if f.property == "note"]

    def part(kind: PartKind, number: int, text: str = "", **more: object) -> MethodPart:
        return MethodPart(f"{kind}{number}", "m", kind, number, text=text, **more)  # type: ignore[arg-type]

    parts = (
        part(PartKind.HYPOTHESIS, 1, "Ein Musterbetrieb lenkt", cites=(noted[0],)),
        part(PartKind.HYPOTHESIS, 2, role="null", standard=True),
        part(
            PartKind.EVIDENCE,
            1,
            role="finding",
            cites=(noted[1],),
            ratings=(Rating("hypothesis1", "Muster", "C"), Rating("hypothesis2", "Muster", "I")),
        ),
    )
    return (Method("m", CASE.id, MethodKind.HYPOTHESES, "Vergleich", "Wer lenkt?", parts=parts),)


def money_and_career_view() -> tuple[WorkingView, str]:
    """Return the view and the id of its one person."""
    make = Maker()
    firms = _firms(make)
    person = _person(make, firms[0])
    _career(make, person)
    stranger = make.node("person", "Beispiel")
    make.say(stranger, "name", "Beispiel, Bo", 7)
    make.say(stranger, "note", "hat mit alledem nichts zu tun", 7)
    empty = WorkingView(
        CASE, "2026-06-01", BODIES, CONTRIBUTIONS, SOURCES, (), (), (), (), (), (), {}
    )  # fmt: skip
    view = replace(
        empty, subjects=tuple(make.subjects), findings=tuple(make.findings), methods=_methods(make)
    )
    return view, person
