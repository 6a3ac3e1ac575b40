"""The recovery key in shares for several people: any M of N of them give the key, fewer say nothing of it.

Form: SLIP-39 (Shamir's secret sharing with check words, after the SatoshiLabs improvement proposal 39), one
group, no passphrase; a share of a key of 32 bytes has 33 English words. The library is `shamir-mnemonic`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics

from app.base.errors import ExitCode, UserError
from app.base.i18n import _

WORDS = 33
_MOST = 16
_SPLIT = re.compile(r"(\d{1,2}) ?(?:of|von|/) ?(\d{1,2})", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
# A key in groups has 14 tokens at most; whoever types more words than that means shares.
_LEAST_WORDS, _LEAST_LETTERS = 15, 4


@dataclass(frozen=True, slots=True)
class Split:
    """How many shares are made, and how many of them are needed."""

    needed: int
    made: int

    @property
    def label(self) -> str:
        """The name of the slot in the key header: "2of3"."""
        return f"{self.needed}of{self.made}"


def split_of(label: str) -> Split | None:
    """Return the split that a slot's label names, None for a key that stands on one page."""
    found = _SPLIT.fullmatch(label.strip())
    return Split(int(found[1]), int(found[2])) if found else None


def parse_split(text: str) -> Split:
    """Read "2of3"; `UserError` (exit 2) for anything that is no sharing between at least two people."""
    split = split_of(text)
    if split is None or not 2 <= split.needed <= split.made <= _MOST:
        raise UserError(
            "keys.split",
            _("“{text}” does not say how the recovery key is shared."),
            _("Write for instance 2of3: two of three shares open the store; 16 shares at most."),
            exit_code=ExitCode.USAGE,
            text=text,
        )
    return split


def shares(key: bytes, split: Split) -> tuple[str, ...]:
    """Return the shares of a key of 32 bytes, one line of words each; every call makes others."""
    made = generate_mnemonics(1, [(split.needed, split.made)], key, iteration_exponent=0)
    return tuple(made[0])


def looks_like_shares(text: str) -> bool:
    """Tell words from the groups of a key on one page."""
    words = [w for w in text.split() if w.isalpha() and len(w) >= _LEAST_LETTERS]
    return len(words) >= _LEAST_WORDS


def lines_of(text: str) -> tuple[str, ...]:
    """Return the shares in a text, one per line; one that runs over several lines is put together."""
    lines = [line for line in (_WORD.findall(line.lower()) for line in text.splitlines()) if line]
    words = [word for line in lines for word in line]
    if any(len(line) != WORDS for line in lines) and len(words) % WORDS == 0:
        lines = [words[at : at + WORDS] for at in range(0, len(words), WORDS)]
    return tuple(" ".join(line) for line in lines)


def joined(text: str) -> bytes:
    """Return the key that the shares in a text give; more than needed do no harm.

    Raises `UserError` (exit 3) that names the share that is mistyped, or says how many are missing or that
    they are of different keys.
    """
    known: dict[int, tuple[Share, str]] = {}
    read = [(_read(line, place), line) for place, line in enumerate(lines_of(text), 1)]
    if not read:
        raise _refusal("keys.shares_missing", _("There is no share."), _too_few())
    first = read[0][0]
    for share, line in read:
        if share.common_parameters() != first.common_parameters():
            raise _mixed()
        known[share.index] = (share, line)
    if len(known) < first.member_threshold:
        raise UserError(
            "keys.shares_missing",
            _("{wanted} different shares are needed, and {count} are here."),
            _too_few(),
            exit_code=ExitCode.CANNOT_UNLOCK,
            wanted=first.member_threshold,
            count=len(known),
        )
    return _combined([line for _share, line in known.values()][: first.member_threshold])


def _combined(lines: Sequence[str]) -> bytes:
    try:
        return bytes(combine_mnemonics(lines))
    except (MnemonicError, ValueError) as error:
        raise _mixed() from error


def _read(line: str, place: int) -> Share:
    try:
        return Share.from_mnemonic(line)
    except (MnemonicError, ValueError, KeyError) as error:
        raise UserError(
            "keys.share_mistyped",
            _("Share no. {place} is mistyped: it has {count} of {wanted} words, or one is wrong."),
            _("Compare it word by word with its page."),
            exit_code=ExitCode.CANNOT_UNLOCK,
            place=place,
            count=len(line.split()),
            wanted=WORDS,
        ) from error


def _refusal(key: str, sentence: str, remedy: str) -> UserError:
    return UserError(key, sentence, remedy, exit_code=ExitCode.CANNOT_UNLOCK)


def _mixed() -> UserError:
    return _refusal(
        "keys.shares_mixed",
        _("These shares do not belong together."),
        _("Use shares of the same store and the same day only."),
    )


def _too_few() -> str:
    return _("Type each share on a line of its own.")
