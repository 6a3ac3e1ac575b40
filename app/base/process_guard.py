"""What the operating system must not keep of a process that holds keys: no core dump, no crash report.

Swap and hibernation lie outside of a program's reach; the disk has to be encrypted for them.
"""

import ctypes
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

# prctl(2)
_PR_SET_DUMPABLE = 4
# SetErrorMode: no dialog of the system about a crash, whose report would hold memory.
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002


def harden() -> None:
    """Switch core dumps and crash reports of this process off; called first of all.

    Linux: RLIMIT_CORE 0, also for child processes, and PR_SET_DUMPABLE 0, which also keeps other processes
    of the same user from reading the memory. macOS: RLIMIT_CORE 0. Windows: no error box, and the program
    is excluded from Windows Error Reporting, as far as the rights of the user go.
    """
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        # Answers with an error code where the user may not; then the error box is all that is off.
        ctypes.windll.wer.WerAddExcludedApplication(Path(sys.executable).name, False)
    else:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
