"""The demo office: the annual report 2020/2021 as entries of the registers.

resources/demo/office.json is a copy of what was read in that report, with its marks of verification. What
the report does not name stays unnamed here; a topic that names an origin is shown as a quotation only.
"""

from collections.abc import Callable
from typing import Any

from app.base.declared_files import declared
from app.office.entries import Row, add_many
from app.store.store import Store

UNNAMED = "(im Bericht nicht benannt)"
# This topic's title names an origin: it may be read as a quotation, never as a title to sort or pick by.
_QUOTED_ONLY = {"T1": "Thema T1 des Jahresberichts (Wortlaut nur als Zitat)"}
_REPORT_YEAR = "2021"
_QUOTED = "Wortlaut des Jahresberichts, nur als Zitat"
_Facts = dict[str, Any]


def seed(store: Store) -> int:
    """Fill the registers and return how many entries they got."""
    facts: _Facts = declared("demo", "office.json")
    total = 0
    for register_id, rows_of in _REGISTERS.items():
        rows = rows_of(facts)
        add_many(store, register_id, rows, origin_reason=_QUOTED)
        total += len(rows)
    return total


def _row(state: str = "", **values: object) -> Row:
    return Row({k: str(v) for k, v in values.items() if v not in (None, "")}, state)


def _office_profile(facts: _Facts) -> list[Row]:
    office = facts["office"]
    return [
        _row(
            name=office["name_de"],
            short=office["short"],
            founded=office["founded"],
            seat=office["seat"],
            address=office["address"],
        )
    ]


def _partners(facts: _Facts) -> list[Row]:
    founded = facts["office"]["founded"]
    return [
        _row(
            "active",
            name=p["name_de"],
            name_en=p["name_en"],
            kind=p["type"],
            membership="founding" if p["founding_partner"] else "joined",
            since=founded if p["founding_partner"] else "",
            section=p["source_section"],
        )
        for p in facts["partners"]
    ]


def _steering(facts: _Facts) -> list[Row]:
    committee = facts["steering_committee"]
    return [
        _row(
            title="Lenkungskreis",
            sessions_per_year=committee["sessions_per_year"],
            members="\n".join(committee["members_de"]),
            section=committee["section"],
        )
    ]


def _pillars(facts: _Facts) -> list[Row]:
    note = "Aus den Überschriften des Berichts erschlossen; die Abbildung fehlt in der Textfassung."
    names = facts["pillars"]["names_inferred"]
    return [_row(no=no, title=p["title_de"], note=note) for no, p in enumerate(names, start=1)]


def _working_groups(facts: _Facts) -> list[Row]:
    return [
        _row(
            "active",
            title=g["name_de"],
            title_en=g["name_en"],
            note=g.get("note_de", ""),
            section=g["source_section"],
        )
        for g in facts["working_groups"]
    ]


def _meetings(facts: _Facts) -> list[Row]:
    return [
        _row(
            m["status"],
            working_group=g["name_de"],
            period=m["period"],
            kind=m.get("type", "regular"),
            reason=m.get("reason", ""),
        )
        for g in facts["working_groups"]
        for m in g["meetings"]
    ]


def _events(facts: _Facts) -> list[Row]:
    moved = {e["title_de"]: e for e in facts["events"] if e["kind"] == "management_network"}
    return [
        _row(
            e["status"],
            title=e["title_de"],
            title_en=e["title"],
            date=_period(e),
            kind=e["kind"],
            place=e["place"],
            moved_from=_period(moved["Jahrestagung"]) if e["title_de"].startswith("Jahrestagung (") else "",
            section=e["section"],
        )
        for e in facts["events"]
    ]


def _period(event: _Facts) -> str:
    return f"{event['date']}/{event['end']}" if event["end"] else str(event["date"])


def _analyses(facts: _Facts) -> list[Row]:
    analyses, as_of = facts["analyses"], facts["provenance"]["as_of"]
    done = [
        _row("completed", number=f"A{no:02}", title=UNNAMED, named="no", as_of=as_of)
        for no in range(1, analyses["completed"] + 1)
    ]
    named = [
        _row(
            "in_progress",
            number=topic["id"],
            title=_QUOTED_ONLY.get(topic["id"], topic["title_de"]),
            quotation=f"„{topic['title_de']}“ – “{topic['title_en']}”",
            named="yes",
            topic=topic["topic_de"],
            as_of=topic["as_of"],
            note=topic.get("note_de", ""),
        )
        for topic in analyses["topics"]
    ]
    note = "Der Bericht nennt neun laufende Analysen und führt acht Themen auf."
    missing = range(len(named) + 1, analyses["in_progress_stated"] + 1)
    unnamed = [
        _row("in_progress", number=f"T{no}", title=UNNAMED, named="no", as_of=as_of, note=note)
        for no in missing
    ]
    return done + named + unnamed


def _enquiries(facts: _Facts) -> list[Row]:
    notes = {2020: "Gründung am 22. Juni 2020: die Zahl steht für etwa ein halbes Jahr."}
    return [
        _row(year=e["year"], number=e["count"], note=notes.get(e["year"], "")) for e in facts["enquiries"]
    ]


def _aml(facts: _Facts) -> list[Row]:
    aml = facts["aml"]
    asked = [
        _row(
            "asked",
            title=f"Anfrage an die Kommunen im Regierungsbezirk {district}",
            district=district,
            period=aml["period"],
        )
        for district in aml["admin_districts"]
    ]
    note = "Der Bericht nennt die Zahl, nicht die Kommunen."
    total = aml["municipalities_agreed"]
    return [*asked, _row("agreed", title="Zusagen zur Mitwirkung", municipalities=total, note=note)]


def _portal_areas(facts: _Facts) -> list[Row]:
    launch = facts["portal"]["launch"]
    return [_row(title=a["title_de"], title_en=a["title_en"], since=launch) for a in facts["portal"]["areas"]]


def _trainings(facts: _Facts) -> list[Row]:
    prevention = facts["prevention"]
    beccaria, threat = prevention["beccaria"], prevention["threat_management"]
    figures = {f["id"]: f for f in facts["figures"]}
    return [
        _row(
            "running",
            title="Qualifizierungsprogramm Beccaria",
            kind="beccaria",
            period=f"{beccaria['start']}/{beccaria['expected_end']}",
            participants=beccaria["participants"],
        ),
        _row(
            "running",
            title="CTC-Multiplikatorenausbildung",
            kind="ctc",
            period="2021-09/2022-03",
            participants=prevention["ctc"]["disseminators"],
        ),
        _row(
            "held",
            title="Bedrohungsmanagement: Pilotveranstaltungen",
            kind="threat_management",
            period="2021",
            events=threat["events_2021"],
            days=threat["training_days"],
            participants=figures["threat_participants_min"]["value"],
            note="Der Bericht nennt mehr als 80 Teilnehmende; eingetragen ist die Untergrenze.",
        ),
        _row(
            "planned",
            title="Bedrohungsmanagement: weitere Veranstaltungen",
            kind="threat_management",
            period="2022",
            events=threat["events_planned_2022"],
        ),
    ]


def _training_modules(facts: _Facts) -> list[Row]:
    modules = facts["prevention"]["beccaria"]["modules"]
    return [_row(title=m["title_de"], title_en=m["title_en"], programme="Beccaria") for m in modules]


def _ctc_sites(facts: _Facts) -> list[Row]:
    held = {"Duisburg": "2021-03", "Essen": "2021-03"}
    return [
        _row(title=city, information_event=held.get(city, ""), note="" if city in held else "steht noch aus")
        for city in facts["prevention"]["ctc"]["pilot_cities"]
    ]


def _handbook_agencies(facts: _Facts) -> list[Row]:
    return [
        _row(title=a["name_de"], title_en=a["name_en"], class_code=a["id"])
        for a in facts["agencies_handbook"]
    ]


def _stated_figures(facts: _Facts) -> list[Row]:
    return [
        _row(
            title=f["title_de"],
            key=f["id"],
            number=f["value"],
            unit=f["unit"],
            as_of=f["as_of"],
            section=f["section"],
            note=f.get("note_de", ""),
        )
        for f in facts["figures"]
        if "title_de" in f
    ]


def _control_figures(facts: _Facts) -> list[Row]:
    source = f"{facts['provenance']['title']}, {facts['provenance']['printed']}"
    wanted = facts["yearly_report_must_reproduce"]
    return [_row(key=key, number=value, year=_REPORT_YEAR, source=source) for key, value in wanted.items()]


def _report_periods(facts: _Facts) -> list[Row]:
    begin, end = facts["office"]["founded"], facts["provenance"]["as_of"]
    return [_row("published", title="Jahresbericht 2020/2021", year=_REPORT_YEAR, begin=begin, end=end)]


_REGISTERS: dict[str, Callable[[_Facts], list[Row]]] = {
    "office_profile": _office_profile,
    "partners": _partners,
    "steering": _steering,
    "pillars": _pillars,
    "working_groups": _working_groups,
    "meetings": _meetings,
    "events": _events,
    "analyses": _analyses,
    "enquiries": _enquiries,
    "aml": _aml,
    "portal_areas": _portal_areas,
    "trainings": _trainings,
    "training_modules": _training_modules,
    "ctc_sites": _ctc_sites,
    "handbook_agencies": _handbook_agencies,
    "stated_figures": _stated_figures,
    "control_figures": _control_figures,
    "report_periods": _report_periods,
}
