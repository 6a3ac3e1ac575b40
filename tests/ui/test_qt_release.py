"""The locked Qt survives long work: PySide6 6.12.0 lost a reference to None with each call and aborted."""

import subprocess
import sys

SET_TEXT_200_000_TIMES = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
application, label = QApplication([]), QLabel()
before = sys.getrefcount(None)
for _ in range(200_000):
    label.setText("x")
print(before - sys.getrefcount(None))
"""


def test_void_calls_lose_no_reference() -> None:
    command = [sys.executable, "-c", SET_TEXT_200_000_TIMES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1_000
