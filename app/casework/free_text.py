"""Words of origin in free texts are asked about before they are recorded.

Nothing is refused for good: whoever says why the words are needed may record them. The reason goes into
the log, the words and the text do not.
"""

from collections.abc import Iterable

from app.base.errors import UserError
from app.base.i18n import _
from app.ontology.sensitive_words import SensitiveWord, sensitive_words

KEY = "text.origin"


def named(texts: Iterable[str]) -> tuple[SensitiveWord, ...]:
    """Return the words of origin in some texts, each once."""
    found = {word.word.casefold(): word for text in texts for word in sensitive_words(text)}
    return tuple(found.values())


def confirmed(texts: Iterable[str], reason: str) -> str:
    """Return what the log says about words of origin in these texts, "" if there are none.

    Raises `UserError` (`text.origin`) that names the words while no reason is given, and
    (`text.telling`) for a reason that repeats them, because it stays in the log.
    """
    words = named(texts)
    if not words:
        return ""
    if not reason.strip():
        shown = ", ".join(_("“{word}” ({group})").format(word=w.word, group=w.group) for w in words)
        raise UserError(
            KEY,
            _("Needed here? {words}. {why}"),
            _("Take the words out, or say why they are needed."),
            words=shown,
            why=words[0].reason,
        )
    said = reason.casefold()
    if named([reason]) or any(word.word.casefold() in said for word in words):
        raise UserError(
            "text.telling",
            _("The reason repeats the words; it would stay in the log."),
            _("Name the ground, not the words."),
        )
    return _("Words of origin confirmed: {reason}").format(reason=reason.strip())
