"""More hits than are put in order: what `search` shows, counts and says then, on a store that has them."""

from pathlib import Path

from app.store.searchindex import RANKED_UP_TO
from tests.unit.cli.conftest import Caller

MANY = RANKED_UP_TO + 50


def test_more_than_ten_thousand_hits_come_newest_first_and_are_counted(
    call: Caller, case: str, tmp_path: Path
) -> None:
    for file, names in (("people", [f"Muster Nr{n:05d}" for n in range(MANY)]), ("later", ["Muster Anton"])):
        path = tmp_path / f"{file}.csv"
        path.write_text("\n".join(["name", *names, ""]), encoding="utf-8")
        assert call("import", path, "--case", case, "--profile", "personen").code == 0

    answer = call("search", "art:person muster", "--json", "--limit", 5)
    assert (answer.code, answer.json["total"], answer.json["ranked"]) == (0, MANY + 1, False)
    newest = [hit["title"] for hit in answer.json["hits"]]
    assert (newest[0], len(set(newest))) == ("Muster Anton", 5)
    assert all(title >= f"Muster Nr{MANY - 1_000:05d}" for title in newest[1:]), "of the last thousand"
    assert answer.json["hits"][0]["snippet"] == "Name: [Muster] Anton"
    said = f"The newest 5 of {MANY + 1} hits, too many to put the best first. Another word"
    assert answer.err.startswith(said)

    lines = call("search", "muster", "--limit", 3)
    assert (len(lines.out.splitlines()), "too many" in lines.err) == (3, True)
    few = call("search", "muster nr0001*", "--json", "--limit", 5)
    assert (few.json["total"], few.json["ranked"], few.err) == (10, True, "")
