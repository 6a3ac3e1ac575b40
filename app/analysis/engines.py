"""The heavy number libraries, each loaded when its first name is used.

The command line must answer `version` without paying for scipy. Modules of this room write
`from app.analysis.engines import np, sparse` and the type checker sees the real libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt
    from scipy import fft, sparse, spatial
    from scipy.sparse import csgraph

    Points: TypeAlias = npt.NDArray[np.float64]
    Numbers: TypeAlias = npt.NDArray[np.float64]
    Waves: TypeAlias = npt.NDArray[np.complex128]
    Indices: TypeAlias = npt.NDArray[np.int64]
    Flags: TypeAlias = npt.NDArray[np.bool_]
    Matrix: TypeAlias = sparse.csr_array
else:

    class _Late:
        """Stands for a module until one of its names is asked for."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, attribute: str) -> Any:
            """Load the module, hand out its attribute and remember it."""
            value = getattr(import_module(self._name), attribute)  # heavy: loaded on first use
            setattr(self, attribute, value)
            return value

    np = _Late("numpy")
    nx = _Late("networkx")
    sparse = _Late("scipy.sparse")
    csgraph = _Late("scipy.sparse.csgraph")
    spatial = _Late("scipy.spatial")
    fft = _Late("scipy.fft")
    Points = Numbers = Waves = Indices = Flags = Matrix = object

__all__ = [
    "Flags",
    "Indices",
    "Matrix",
    "Numbers",
    "Points",
    "Waves",
    "csgraph",
    "fft",
    "np",
    "nx",
    "sparse",
    "spatial",
]
