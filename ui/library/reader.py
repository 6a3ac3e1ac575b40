"""Text to be read: simple Markdown or prepared pages, set with room between the lines. Nothing is loaded."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from ui.widgets.theme import tokens

_WIDEST = 780
_LINE, _TABLE_LINE = 124.0, 108.0
_HEADINGS = {1: 1.45, 2: 1.22, 3: 1.06}
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class Reader(QTextBrowser):
    """Shows a text; links lead nowhere but within it, and pictures of other files are not fetched."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setStyleSheet("border: none;")
        self.setMaximumWidth(_WIDEST)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.08)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(20)

    def show_markdown(self, text: str) -> None:
        """Show a text in simple Markdown; HTML in it stays what it is: characters."""
        self.document().setMarkdown(text, _FEATURES)
        self._set()

    def show_page(self, html: str) -> None:
        """Show a page that the program made itself; what others wrote in it is escaped already."""
        self.document().setHtml(html)
        self._set()

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Fetch nothing: a delivered text could name any file of this machine."""
        return None

    def _set(self) -> None:
        block = self.document().begin()
        while block.isValid():
            self._set_block(block)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._set_table(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _set_block(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        form = QTextBlockFormat(block.blockFormat())
        inside = cursor.currentTable() is not None
        height = _TABLE_LINE if inside else _LINE
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        level = form.headingLevel()
        if level:
            form.setTopMargin(18 if level < 3 else 14)
            form.setBottomMargin(4)
            self._set_heading(block, level)
        elif block.textList() is not None:
            form.setTopMargin(1)
            form.setBottomMargin(3)
        elif not inside:
            form.setTopMargin(0)
            form.setBottomMargin(9)
        if form.intProperty(QTextFormat.Property.BlockQuoteLevel):
            form.setLeftMargin(14)
            form.setBackground(QColor(tokens(self.palette()).raised))
        cursor.setBlockFormat(form)

    def _set_heading(self, block: QTextBlock, level: int) -> None:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        size = self.document().defaultFont().pointSizeF()
        form.setFontPointSize(size * _HEADINGS.get(level, 1.0))
        form.setFontWeight(QFont.Weight.DemiBold)
        cursor.mergeCharFormat(form)

    def _set_table(self, table: QTextTable) -> None:
        form = table.format()
        form.setBorder(0.5)
        form.setBorderBrush(QColor(tokens(self.palette()).rule))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setCellPadding(5)
        form.setTopMargin(4)
        form.setBottomMargin(12)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(form)
