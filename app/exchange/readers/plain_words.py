"""The words of a text that may be HTML."""

import html
import re

_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)


def plain_words(text: str) -> str:
    """Return the text without tags, its blanks joined; "" stays ""."""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
