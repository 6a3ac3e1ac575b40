"""Contrast of the colours of both themes, by the formula of WCAG 2.2."""

import pytest

from ui.widgets.tokens import DARK, LIGHT, Tokens

TEXT, MARK = 4.5, 3.0
GROUNDS = ("ground", "base")
ON_GROUNDS = ("text", "muted", "accent", "warn", "danger", "good")
ON_THEIR_OWN = (
    ("accent_text", "accent"), ("warn", "warn_soft"), ("danger", "danger_soft"), ("accent", "accent_soft"),
    ("text", "raised"), ("text", "accent_soft"), ("text", "warn_soft"), ("text", "danger_soft"),
    ("muted", "accent_soft"),
)  # fmt: skip


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_its_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(theme: Tokens) -> None:
    """Wenn ich hell oder dunkel arbeite, dann hat jeder Text mindestens 4,5:1 Kontrast."""
    pairs = [(text, ground) for text in ON_GROUNDS for ground in GROUNDS]
    assert not too_weak(theme, [*pairs, *ON_THEIR_OWN], TEXT)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_can_be_seen(theme: Tokens) -> None:
    """Wenn ein Zeichen etwas bedeutet (Fokus, Kästchen, Strich einer Erkenntnis), dann hat es 3:1."""
    assert not too_weak(theme, [(mark, g) for mark in ("accent", "faint") for g in GROUNDS], MARK)


def too_weak(theme: Tokens, pairs: list[tuple[str, str]], least: float) -> list[str]:
    """Return each pair that stays below `least`."""
    measured = [(a, b, contrast(getattr(theme, a), getattr(theme, b))) for a, b in pairs]
    return [f"{a} on {b}: {found:.2f}" for a, b, found in measured if found < least]
