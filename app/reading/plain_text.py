"""Plain text in whatever encoding it was written, and the text of HTML."""

from html.parser import HTMLParser

import charset_normalizer

from app.reading.pieces import TEXT_LIMIT, Budget

_SAMPLE = 256 * 1024
# No character has more than four bytes.
_MOST = 4 * TEXT_LIMIT
_BLOCKS = frozenset(
    "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul".split()
)
# What German texts in Windows-1252 hold besides ASCII; of another language's letters more than these occur.
_GERMAN = frozenset("äöüÄÖÜßé§€„“”‚‘’–—…°«»\xa0")  # noqa: RUF001 - typographic signs are meant
_UNSEEN = frozenset(("script", "style", "template", "title"))


def decoded(data: bytes, declared: str = "") -> str:
    """Return bytes as text: by their mark, as UTF-8, as declared, or as they look most likely."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    # German offices write Windows-1252 where they do not write UTF-8; a guess by frequency takes the one
    # umlaut of a short note for a letter of any alphabet.
    german = data.decode("cp1252", "replace")
    if all(letter in _GERMAN for letter in set(german) if not letter.isascii()):
        return german
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def pages(data: bytes, budget: Budget) -> list[str]:
    """Return plain text; form feeds in it part its pages."""
    text = decoded(_beginning(data, budget))
    return [budget.lines(page.splitlines()) for page in text.split("\f")]


def html_pages(data: bytes, budget: Budget) -> list[str]:
    """Return the text of HTML as one page."""
    return [budget.lines(html_text(decoded(_beginning(data, budget))).splitlines())]


def _beginning(data: bytes, budget: Budget) -> bytes:
    """Return as much of a long text as can be kept at most, whole lines of it."""
    if len(data) <= _MOST:
        return data
    budget.cut = True
    end = data.rfind(b"\n", 0, _MOST)
    return data[: end if end > 0 else _MOST]


def html_text(source: str) -> str:
    """Return the text of HTML as people see it, without scripts and styles."""
    collector = _Collector()
    collector.feed(source)
    collector.close()
    lines = (" ".join(line.split()) for line in "".join(collector.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Collector(HTMLParser):
    """Collects what stands between tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data.replace("\n", " "))
