"""Saving the chart at hand from its tab."""

from pathlib import Path

from chart_room import ChartPlace, place
from PySide6.QtWidgets import QToolButton

__all__ = ["place"]


def test_the_chart_is_written_as_it_stands_and_in_the_chosen_format(
    place: ChartPlace, tmp_path: Path
) -> None:
    form = place.tab.saving
    form.ask()
    assert form.isVisibleTo(place.tab)
    choices = form.form.values()
    assert (choices["shown"], choices["format"], choices["paper"]) == ("saved", "pdf", "sheet")
    form.save_to(tmp_path / "k.pdf")
    place.settled()
    assert (tmp_path / "k.pdf").read_bytes().startswith(b"%PDF")
    assert form.isHidden()
    form.ask()
    form.form.set_value("format", "gexf")
    form.save_to(tmp_path / "k.pdf")
    place.settled()
    assert b"<gexf" in (tmp_path / "k.gexf").read_bytes()


def test_the_bar_has_a_button_for_it(place: ChartPlace) -> None:
    texts = [b.text() for b in place.tab.bar.findChildren(QToolButton)]
    assert any("Picture" in text or "Bild" in text for text in texts)


def test_what_a_format_cannot_carry_is_said_before_the_case_is_written(
    place: ChartPlace, tmp_path: Path
) -> None:
    form = place.tab.saving
    form.ask()
    place.settled()
    assert form.losses.text() == ""
    for fmt, word in (
        ("graphml", "rundblick_findings"),
        ("xdomea", "archive"),
        ("anx", "Analyst’s Notebook"),
    ):
        form.form.set_value("format", fmt)
        place.settled()
        assert word in form.losses.text()
    form.save_to(tmp_path / "akte")
    place.settled()
    (written,) = tmp_path.glob("akte*")
    assert written.name == "akte-internal-not-for-release.anx"
    assert written.read_bytes().startswith(b"\xff\xfe")
    assert form.isHidden()
