"""What provenance costs the kernel. `make bench` prints it; nothing fails by time.

An audit hook cannot be taken out again, so what it costs is measured in interpreters of their own.
"""

import statistics
import subprocess
import sys

from reporting import report

EVENTS = """
import sys, time
from gofigr_jupyter.provenance.reads import Reads
reads = Reads(lambda frame: None, elsewhere=())
if {hooked}:
    reads.listen(lambda path: None)
def events(count=200_000):
    begun = time.perf_counter()
    for _ in range(count):
        {event}
    return (time.perf_counter() - begun) / count * 1e6
print(min(events() for _ in range(5)))
"""


def microseconds(event, *, hooked):
    code = EVENTS.format(event=event, hooked=hooked)
    answer = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    return float(answer.stdout)


def bench_an_event_that_does_not_concern_us():
    for event in ("id(reads)", "sys.audit('something.else', 1)", "open('/dev/null').close()"):
        plain = [microseconds(event, hooked=False) for _ in range(3)]
        hooked = [microseconds(event, hooked=True) for _ in range(3)]
        added = statistics.median(hooked) - statistics.median(plain)
        report(f"audit hook, {event}, added", [added], unit="µs")
