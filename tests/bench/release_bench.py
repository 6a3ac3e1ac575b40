"""The release check of a made-up case, against the promised second for 100,000 findings.

`release_check(findings)`; the bound grows with the number. The case has links, assessments, several senders,
police data, contact persons and what stays for each reason, so that no shortcut decides it all at once.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from app.base.records import CaseRecords, Finding, Standing, Subject
from app.policy.release import Release, evaluate
from tests.bench.bench_harness import BenchResult
from tests.unit.policy.case_factory import contribution, finding, link, node, records, request

FINDINGS, SECONDS = 100_000, 1.0
_SENDERS = ("A01", "A03", "A04", "A05", "A09", "A12")
_PER_SUBJECT = 5


def made_case(findings: int) -> CaseRecords:
    """Return a case with so many findings on a fifth as many subjects, every third of them a link."""
    subjects: list[Subject] = []
    made: list[Finding] = []
    while len(made) < findings:
        no = len(subjects)
        if no % 3 == 2:
            subjects.append(link(f"s{no}", f"s{no - 1}", f"s{no - 2}"))
        else:
            subjects.append(node(f"s{no}"))
        made += [_said(no, part) for part in range(min(_PER_SUBJECT, findings - len(made)))]
    police = contribution("A01", purpose="Zweck")
    return records(subjects, made, A01=police, A12=contribution("A12", label=None))


def _said(no: int, part: int) -> Finding:
    name, subject = f"f{no}-{part}", f"s{no}"
    if no % 3 == 2:
        return finding(name, subject, _SENDERS[no % 6], property="exists" if not part else "note")
    if part == 0 and no % 50 == 0:
        return finding(name, subject, "A01", property="role", value="contact_companion")
    if part == _PER_SUBJECT - 1 and no % 4 == 0:
        return finding(name, subject, "OFFICE", standing=Standing.ASSESSMENT, basis=(f"f{no}-1", f"f{no}-2"))
    return finding(
        name,
        subject,
        _SENDERS[(no + part) % 6],
        handling="H2" if (no + part) % 11 == 0 else "H0",
        restricted=no % 30 == 0 or (no + part) % 97 == 0,
    )


def release_check(findings: int = FINDINGS, repeats: int = 5) -> BenchResult:
    """The CPU seconds of one check, the median of several, against a second per 100,000 findings."""
    case = made_case(findings)
    asked = replace(request("A03"), on_request=True)
    evaluate(case, asked)
    spent = [_cpu(lambda: evaluate(case, asked)) for _n in range(repeats)]
    bound = SECONDS * findings / FINDINGS
    value = statistics.median(spent)
    return BenchResult("release_check", value, "s", bound, value / bound)


def _cpu(work: Callable[[], Release]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


BENCHES: dict[str, Callable[..., BenchResult]] = {"release_check": release_check}
