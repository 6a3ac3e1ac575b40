"""Matrices and GML: read with every name and tie, or refused in a sentence that names the place."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.exchange.readers.csv_reader import read_csv
from app.exchange.readers.gml_reader import read_gml
from app.exchange.readers.matrix import as_matrix, is_matrix
from app.exchange.sniff import Format, sniff_data

GML = b"""Creator "Muster"  # a comment
graph [ directed 1
  node [ id 1 label "J&#246;rg" graphics [ x 1.5 y -2 ] ]
  node [ id 2 ]
  edge [ source 1 target 2 weight 3 ]
]"""


def matrix(text: str, *, two_mode: bool = False):
    return as_matrix(read_csv(text.encode()), two_mode=two_mode)


def cells(found):
    return [row.cells for row in found.rows]


def test_a_directed_matrix_keeps_every_filled_cell():
    found = matrix('"",A,B,C\nA,0,2,0\nB,5,0,\nC,0,0,0\n')
    assert cells(found) == [("A", "B", "2"), ("B", "A", "5")]
    assert (found.filled, found.total, found.symmetric) == (2, 7.0, False)
    assert [name for _no, name in found.down] == ["A", "B", "C"]
    assert "not symmetric" in found.note()


def test_a_symmetric_matrix_names_each_tie_once():
    found = matrix(",A,B\nA,0,1\nB,1,0\n")
    assert cells(found) == [("A", "B", "1")]
    assert (found.filled, found.symmetric) == (2, True)


def test_a_two_mode_matrix_is_one_only_when_asked_for():
    text = ",Verein,Klub\nAnna,1,0\nBernd,1,1\n"
    assert matrix(text) is None
    found = matrix(text, two_mode=True)
    assert cells(found) == [("Anna", "Verein", "1"), ("Bernd", "Verein", "1"), ("Bernd", "Klub", "1")]
    assert found.across == ("Verein", "Klub")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (",A,B,A\nA,0,1,0\nB,1,0,0\nA,0,0,0\n", "“A” stands 2 times in the first row."),
        (
            ",A,B,C,D,E\nA,0,1,0,0,0\nB,1,0,0,0,0\nC,0,0,0,0,0\nD,0,0,0,0,0\nX,0,0,0,0,0\n",
            "“E” stands on one side of the matrix only.",
        ),
    ],
)
def test_a_doubtful_name_refuses_the_matrix(text, problem):
    with pytest.raises(UserError) as refused:
        matrix(text)
    assert refused.value.key == "import.matrix_names"
    assert problem in refused.value.problems


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", ",x,y\n0,1.5,2\n1,3,4\n", ",A,B\nA,0,ja\nB,1,0\n", ",A,\nA,0,1\nB,1,0\n"]
)
def test_other_tables_are_no_matrices(text):
    assert not is_matrix(read_csv(text.encode()))


def test_gml_gives_nodes_ties_and_attributes():
    assert sniff_data(GML).format == Format.GML
    graph = read_gml(GML)
    assert [(n.id, n.label) for n in graph.nodes] == [("1", "Jörg"), ("2", "")]
    assert [(e.source, e.target, e.directed, e.attributes) for e in graph.edges] == [
        ("1", "2", True, {"weight": "3"})
    ]
    assert (graph.node_attributes, graph.edge_attributes) == (("label",), ("weight",))


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"graph [ node [ id 1 ]", "import.broken_gml"),
        (b"graph [ node ] ]", "import.broken_gml"),
        (b"graph [ node [ id 1 ] edge [ source 1 target 9 ] ]", "import.broken_graph"),
        (b"graph [ node [ id 1 ] node [ id 1 ] ]", "import.broken_graph"),
        (b"graph [ " + b"a [ " * 100, "import.broken_gml"),
    ],
)
def test_broken_gml_is_refused(data, key):
    with pytest.raises(UserError) as refused:
        read_gml(data)
    assert refused.value.key == key


@given(st.text(alphabet='graph[]node id"1 \n#edgesourctl', max_size=60))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(UserError):
        assert read_gml(b"graph [ " + text.encode() + b" ]").nodes is not None
