"""Conditions and scopes of the provisions in the language in force."""

import json

import pytest

from app.base.i18n import speaking
from app.base.paths import resource
from app.policy.provisions import Provision, catalogue

PROVISIONS = tuple(catalogue().values())


def _shipped(provision: Provision) -> tuple[str, ...]:
    return (*provision.conditions, provision.data_scope)


def _shown(provision: Provision, wanted: str) -> tuple[str, ...]:
    with speaking(wanted):
        return (*provision.condition_texts, provision.scope_text)


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda p: p.id)
def test_every_text_is_german_in_german_and_as_shipped_in_english(provision: Provision) -> None:
    shown = zip(_shown(provision, "en"), _shipped(provision), strict=True)
    assert all(text == source or source == "-" for text, source in shown)
    german = _shown(provision, "de")
    assert len(german) == len(_shipped(provision))
    for text, source in zip(german, _shipped(provision), strict=True):
        assert text.strip()
        assert text != source


def test_the_german_file_holds_exactly_the_shipped_texts() -> None:
    content = json.loads(resource("provisions", "conditions_de.json").read_text(encoding="utf-8"))
    assert set(content["texts"]) == {text for p in PROVISIONS for text in _shipped(p)}
    assert content["verification"]


def test_german_cites_as_german_lawyers_do() -> None:
    texts = _shown(catalogue()["SchwarzArbG-13-2"], "de")
    assert "§ 2 Abs. 4 Nr. 2–20" in texts[0]
