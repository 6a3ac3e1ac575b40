"""What can go wrong in a way that a person can understand and mend.

A `UserError` becomes one sentence with a remedy, in the window and on the command line. Any other
exception is a defect of the program and reaches the crash dialog or the local log.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; the contract stands in docs/COMMANDS.md."""

    DONE = 0
    ANSWER_IS_NO = 1
    USAGE = 2
    CANNOT_UNLOCK = 3
    INPUT_REFUSED = 4
    STORE_DAMAGED = 5
    NOT_WRITABLE = 6
    DEFECT = 70


class UserError(Exception):
    """A refusal with its reason and a way out.

    `key` names the kind of refusal for programs and tests (`import.too_large`). `sentence` and `remedy`
    are translated texts whose `{placeholders}` are filled from `params`. `exit_code` is what the command
    line ends with. `problems` holds further lines (file, line or record, reason), one per problem.
    """

    def __init__(
        self,
        key: str,
        sentence: str,
        remedy: str = "",
        *,
        exit_code: ExitCode = ExitCode.INPUT_REFUSED,
        problems: tuple[str, ...] = (),
        **params: object,
    ) -> None:
        self.key = key
        self.params = params
        self.sentence = sentence.format(**params)
        self.remedy = remedy.format(**params)
        self.exit_code = exit_code
        self.problems = problems
        super().__init__(self.text)

    @property
    def text(self) -> str:
        """The sentence and, after a space, the remedy."""
        return f"{self.sentence} {self.remedy}".strip()
