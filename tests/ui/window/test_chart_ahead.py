"""What charts are drawn from is there before the first is opened; a small window gives them the room."""

from PySide6.QtTest import QTest

from ui.case import chart_query


def test_the_ground_is_laid_once_beside_the_window_and_an_idle_inspector_gives_way(case, window, settled):
    data = case.desk.data
    QTest.qWait(500)
    settled()
    ready = chart_query.ground_of(data)
    window.resize(1366, 768)
    case.show_tab("charts")
    settled()
    assert chart_query.ground_of(data) is ready
    assert case.tabs["charts"].picture.facts is ready.facts
    assert case.inspector.isVisible()
    window.setMinimumSize(0, 0)
    window.resize(700, 500)
    settled()
    if case.width() < 900:
        assert not case.inspector.isVisible()
        case.desk.choose_subject(ready.network.nodes[0].id)
        settled()
        assert case.inspector.isVisible()
