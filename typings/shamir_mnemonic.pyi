from collections.abc import Iterable, Sequence

class MnemonicError(Exception): ...

class Share:
    index: int
    identifier: int
    member_threshold: int
    def common_parameters(self) -> tuple[object, ...]: ...
    @classmethod
    def from_mnemonic(cls, mnemonic: str) -> Share: ...

def generate_mnemonics(
    group_threshold: int,
    groups: Sequence[tuple[int, int]],
    master_secret: bytes,
    passphrase: bytes = ...,
    extendable: bool = ...,
    iteration_exponent: int = ...,
) -> list[list[str]]: ...
def combine_mnemonics(mnemonics: Iterable[str], passphrase: bytes = ...) -> bytes: ...
