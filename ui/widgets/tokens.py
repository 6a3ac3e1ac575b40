"""The colours of the light and the dark theme."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as `#rrggbb`.

    `ground` lies behind everything, `base` under text that is read or typed, `rule` draws thin lines,
    `accent` marks what is chosen, `accent_soft` lies under chosen rows; `warn`, `danger` and `good` are
    text colours that always stand beside a word or a sign.
    """

    dark: bool
    ground: str
    base: str
    raised: str
    text: str
    muted: str
    faint: str
    rule: str
    accent: str
    accent_text: str
    accent_soft: str
    warn: str
    danger: str
    good: str
    warn_soft: str
    danger_soft: str


LIGHT = Tokens(
    dark=False,
    ground="#f6f6f4",
    base="#ffffff",
    raised="#ecece8",
    text="#1f2428",
    muted="#5d646c",
    faint="#868c94",
    rule="#dfe0dc",
    accent="#1d6a96",
    accent_text="#ffffff",
    accent_soft="#d9e8f1",
    warn="#8a5a00",
    danger="#a9271e",
    good="#2a7148",
    warn_soft="#fbf1dc",
    danger_soft="#fae4e1",
)
DARK = Tokens(
    dark=True,
    ground="#1b1d20",
    base="#212428",
    raised="#2c3035",
    text="#e5e6e7",
    muted="#acb3bb",
    faint="#6d747c",
    rule="#363a40",
    accent="#78bae0",
    accent_text="#10222e",
    accent_soft="#27465b",
    warn="#deb05c",
    danger="#f2938a",
    good="#83c8a0",
    warn_soft="#3b3222",
    danger_soft="#422a28",
)
