"""Writes what an independent parser, Python's prometheus_client, finds in ../shared/fixtures/expositions.

Run once, with any Python 3 that has the package (made with prometheus_client 0.26.0):

    python3 -m venv /tmp/oracle && /tmp/oracle/bin/pip install prometheus_client==0.26.0
    /tmp/oracle/bin/python test/expositions/make-oracle.py

It writes oracle.json.gz beside itself: { "parser": "...", "files": { path: entry } }, where an entry is
{ "readAs", "without": lines, "families": [[name, type, help, unit, samples]] } and a sample is
[name, [[label, value]...] sorted, value, timestamp or null, exemplar or null].
Values are texts from repr(), which name one double each; timestamps are decimal texts in the unit of `readAs`
(milliseconds in the text format, seconds in OpenMetrics).

Cases whose name says that they are broken are left out: they are decided by conformance.property.test.ts.
What else it refuses, and why, is repeated with reasons in oracle-differences.ts, which a test compares with this.
"""

import gzip
import importlib.metadata
import json
import re
from pathlib import Path

from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client import parser as text

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent.parent.parent / "shared" / "fixtures" / "expositions"
NO_EXPOSITIONS = {".md", ".json"}
BROKEN = re.compile(r"^(openmetrics-parsers/bad_|prometheus-common-fuzz/from_test_parse_error_)")

# It refuses a whole text for one line: these are left out.
WITHOUT = {
    "dcgm-exporter-readme-int64-blank-sentinel.txt": ["..."],
    "prometheus-textparse-alltypes.5mfs.om.txt": [
        "rpc_durations_histogram_seconds_sum -8.452185437166741e-05",
        "rpc_durations_histogram_seconds_count 15",
        'rpc_durations_seconds{service="normal",quantile="0.5"} -5.066758674917046e-06',
        'rpc_durations_seconds_sum{service="normal"} -8.452185437166741e-05',
    ],
}
# They end in "# EOF" without being strict OpenMetrics: it refuses their counters as such.
AS_TEXT = {"prometheus-textparse-alltypes.237mfs.nometa.prom.txt", "prometheus-textparse-alltypes.237mfs.prom.txt"}


def main():
    files = {}
    for path in sorted(FIXTURES.rglob("*")):
        name = path.relative_to(FIXTURES).as_posix()
        if path.is_file() and path.suffix not in NO_EXPOSITIONS and not BROKEN.match(name):
            files[name] = read(path, name)
    found = {"parser": "prometheus_client " + importlib.metadata.version("prometheus_client"), "files": files}
    encoded = json.dumps(found, ensure_ascii=True, separators=(",", ":")).encode()
    # Without a time in its header the file is the same each time.
    (HERE / "oracle.json.gz").write_bytes(gzip.compress(encoded, 9, mtime=0))
    count = sum(len(family[4]) for entry in files.values() for family in entry["families"])
    print(len(files), "files,", count, "samples")


def read(path, name):
    body = path.read_bytes().decode("utf-8")
    without = WITHOUT.get(name, [])
    kept = "\n".join(line for line in body.split("\n") if line not in without)
    is_openmetrics = body.rstrip("\n").endswith("# EOF") and name not in AS_TEXT
    parse = openmetrics if is_openmetrics else text
    try:
        families = [family_of(family, is_openmetrics) for family in parse.text_string_to_metric_families(kept)]
    except Exception as error:
        raise SystemExit(f"{name}: {error!r}")
    return {"readAs": "openmetrics" if is_openmetrics else "text", "without": without, "families": families}


def family_of(family, is_openmetrics):
    samples = [sample_of(sample, is_openmetrics) for sample in family.samples]
    return [family.name, family.type, family.documentation, family.unit, samples]


def sample_of(sample, is_openmetrics):
    return [
        sample.name,
        sorted([name, value] for name, value in sample.labels.items()),
        repr(float(sample.value)),
        timestamp_of(sample.timestamp, is_openmetrics),
        exemplar_of(sample.exemplar, is_openmetrics),
    ]


def timestamp_of(timestamp, is_openmetrics):
    if timestamp is None:
        return None
    # The text parser divides by 1,000; what was written is a whole number of milliseconds.
    return str(timestamp) if is_openmetrics else str(round(timestamp * 1000))


def exemplar_of(exemplar, is_openmetrics):
    if exemplar is None:
        return None
    labels = sorted([name, value] for name, value in exemplar.labels.items())
    return [labels, repr(float(exemplar.value)), timestamp_of(exemplar.timestamp, is_openmetrics)]


main()
