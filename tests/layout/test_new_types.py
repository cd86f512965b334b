"""Mypy tells a row of the ledger from a trace id of the log."""

import subprocess
import sys
from pathlib import Path

from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.webhook_events import set_outcome

ROOT = Path(__file__).parents[2]
SOURCE = """
from bot.domain.models import EventRow, TraceId

def set_outcome(row: EventRow) -> None: ...
def log(name: TraceId) -> None: ...

set_outcome(EventRow(1))
log(TraceId("715c07aeac21"))
set_outcome(1)
set_outcome(TraceId("715c07aeac21"))
log(EventRow(1))
log("715c07aeac21")
"""


def test_mypy_refuses_a_row_where_a_trace_id_belongs(
    tmp_path: Path,
) -> None:
    source = tmp_path / "swapped.py"
    source.write_text(SOURCE)
    # A process of its own: mypy raises Python's recursion limit, on which other tests depend.
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(source)]
    report = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    complaints = [line.split("error: ")[1] for line in report.splitlines() if "error: " in line]
    assert complaints == [
        'Argument 1 to "set_outcome" has incompatible type "int"; expected "EventRow"  [arg-type]',
        (
            'Argument 1 to "set_outcome" has incompatible type "TraceId"; expected "EventRow"'
            "  [arg-type]"
        ),
        'Argument 1 to "log" has incompatible type "EventRow"; expected "TraceId"  [arg-type]',
        'Argument 1 to "log" has incompatible type "str"; expected "TraceId"  [arg-type]',
    ]


def test_the_code_uses_separate_types_for_rows_and_trace_ids() -> None:
    assert set_outcome.__annotations__["event_row"].__name__ == "EventRow"
    assert "TraceId" in str(NewMessage.__annotations__["trace_id"])
    assert "trace_id" in Tx.__slots__
    assert "event_id" not in Tx.__slots__
