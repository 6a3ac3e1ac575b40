import subprocess
import sys

from app.base.paths import resource

PROBE = """
import sys
import app.ontology.caption, app.ontology.catalogue, app.ontology.values
app.ontology.catalogue.ontology()
print(",".join(m for m in ("phonenumbers", "edtf", "PySide6", "sqlalchemy") if m in sys.modules))
"""


def test_loading_the_ontology_pulls_in_nothing_heavy():
    root = resource().parent
    done = subprocess.run([sys.executable, "-c", PROBE], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
