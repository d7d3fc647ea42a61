"""Calls every operation of generated clients against a mock server that validates what it gets (prism), with values
that schemathesis draws, and has the clients decode the mock's random answers. Prints a table; exits with 1 where a
request is not as the document says or an answer cannot be decoded."""
import argparse
import collections
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time

import cases
import faults

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "judge"
XTASK = ROOT / "target" / "debug" / "xtask"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=pathlib.Path, help="a folder of documents, in place of the providers")
    arguments.add_argument("documents", nargs="*", help="files in the folder")
    arguments.add_argument("--answers", type=int, default=200, help="decoded for each operation, at least")
    arguments.add_argument("--values", type=int, default=20, help="different requests for each operation, at most")
    arguments.add_argument("--only", help="a regular expression for calls")
    given = arguments.parse_args()
    jobs = [(specs.name, specs / "openapi.yaml", specs / "overlay.yaml")
            for specs in sorted((ROOT / "specs").iterdir())] if not given.documents else []
    jobs += [(re.sub(r"\W+", "-", name), given.folder / name, None) for name in given.documents]
    reports = [judge(name, document, overlay, given) for name, document, overlay in jobs]
    reports = [report for report in reports if report]
    print("\n| document | operations | requests | violations | answers decoded | fewest for an operation | not decoded | not sent | faults of the judges |")
    print("|---|---|---|---|---|---|---|---|---|")
    for report in reports:
        print("| " + " | ".join(str(cell) for cell in report.row()) + " |")
    sys.exit(any(report.wrong for report in reports))


class Report:
    def __init__(self, name):
        self.name = name
        self.operations = 0
        self.counts = collections.Counter()
        self.decoded = collections.Counter()
        # The first of each operation, and the first of each known fault.
        self.wrong = {}
        self.known = {}
        self.unsent = collections.Counter()

    def row(self):
        counts = self.counts
        fewest = min(self.decoded.values(), default=0)
        known = ", ".join(f"{key[6:]} {counts[key]}" for key in sorted(counts) if key.startswith("known:"))
        sent = counts["sent"]
        return [self.name, self.operations, sent, counts["violation"], counts["ok"], fewest,
                counts["unreadable"], counts["unsent"] + counts["unfit"], known or "none"]


def judge(name, document, overlay, given):
    report = Report(name)
    report.overlay = overlay
    program = client(name, document, overlay)
    lines = wanted(document, given, report)
    document = alone(document)
    try:
        with Mock(document, name) as mock:
            answers(program, mock, lines, report)
    except NotStarted as error:
        print(f"{name}: left out, prism cannot read it, see {error}")
        return None
    for text in list(report.wrong.values())[:40]:
        print("  wrong:", text)
    for key, line in report.known.items():
        print(f"  a fault of the judges, {key}: {line}")
    print(f"{name}: {dict(report.counts)}; not sent: {dict(report.unsent)}", flush=True)
    return report


def client(name, document, overlay):
    """The program of a fresh client that makes every call."""
    out = WORK / "clients" / name
    shutil.rmtree(out, ignore_errors=True)
    command = [XTASK, "generate", "--spec", document, "--out", out, "--name", f"judged-{name}", "--emit-calls"]
    if overlay:
        command += ["--overlay", overlay]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.copy(ROOT / "Cargo.lock", out)
    subprocess.run(["cargo", "build", "--quiet", "--offline", "--example", "every_call", "--manifest-path",
                    out / "Cargo.toml", "--target-dir", WORK / "target"], check=True)
    program = out / "every_call"
    shutil.copy(WORK / "target" / "debug" / "examples" / "every_call", program)
    return program


def alone(document):
    """A copy for prism: as it is meant, and without references to files that are not there (sections of prose)."""
    copy = WORK / f"{document.parent.name}-{document.stem}.json"
    copy.write_text(json.dumps(without_files(cases.read(document))))
    return copy


def without_files(found):
    if isinstance(found, list):
        return [without_files(inner) for inner in found]
    if not isinstance(found, dict):
        return found
    return {key: without_files(inner) for key, inner in found.items()
            if not (key == "$ref" and isinstance(inner, str) and not inner.startswith("#"))}


def wanted(document, given, report):
    """A line for each call: every case of an operation, again and again until there are enough answers."""
    for method, path, operation in cases.operations(document):
        if given.only and not re.search(given.only, f"{method} {path}"):
            continue
        drawn = [case for case in cases.cases(operation, given.values) if fits(case[1])]
        report.operations += 1
        report.decoded[f"{method} {path}"] += 0
        if not drawn:
            report.counts["known:no values drawn"] += 1
            continue
        # Some answers are lost to faults of the mock: so there are at most four times as many rounds.
        for _ in range(4 * -(-given.answers // len(drawn))):
            for media_type, values in drawn:
                call = f"{method} {path}" + (f" {media_type}" if media_type else "")
                yield f"{method} {path}", {"call": call, "given": values}
            if report.decoded[f"{method} {path}"] >= given.answers:
                break


def fits(value):
    """Whether all integers are ones that JavaScript has: prism's "int64" has no more."""
    if isinstance(value, dict):
        return all(fits(inner) for inner in value.values())
    if isinstance(value, list):
        return all(fits(inner) for inner in value)
    if isinstance(value, int):
        return -2**53 < value < 2**53
    return not isinstance(value, float) or abs(value) < 2**63


class NotStarted(Exception):
    """prism does not come up."""


class Mock:
    """A prism that is started again when it falls over."""

    def __init__(self, document, name):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = open(WORK / f"{name}.log", "w")
        self.command = [WORK / "node_modules" / ".bin" / "prism", "mock", "--dynamic", "--errors", "--verboseLevel",
                        "warn", "--port", str(self.port), document]
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=self.log, stderr=self.log)
        for _ in range(600):
            with socket.socket() as there:
                if there.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise NotStarted(self.log.name)

    def has_fallen(self):
        """Whether it is gone; then it is there again."""
        time.sleep(0.2)
        gone = self.process.poll() is not None
        if gone:
            self.start()
        return gone

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()


def answers(program, mock, lines, report):
    process = subprocess.Popen([program], env={"CALLSMITH_MOCK_URL": mock.url}, text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    falls = collections.Counter()
    for operation, line in lines:
        if falls[operation] >= 3:
            report.counts["known:prism falls"] += 1
            continue
        process.stdin.write(json.dumps(line) + "\n")
        process.stdin.flush()
        came = process.stdout.readline()
        if not came:
            raise RuntimeError(f"the program ended at {line}")
        came = json.loads(came)
        if came["outcome"] == "lost" and mock.has_fallen():
            falls[operation] += 1
            report.counts["known:prism falls"] += 1
            continue
        note(operation, line, came, report)
    process.stdin.close()
    process.wait()


def note(operation, line, came, report):
    outcome = came["outcome"]
    known = faults.known(line, came)
    if known:
        report.counts[f"known:{known}"] += 1
        report.known.setdefault(known, json.dumps(line)[:300])
    elif outcome in ("unfit", "unsent"):
        report.counts[outcome] += 1
        report.unsent[(came.get("reason") or "").split(":")[-1].strip()[:60]] += 1
        if not faults.may_stay(line, came, report.overlay):
            report.wrong.setdefault(operation, f"{json.dumps(line)[:400]}: {came.get('reason')}")
    elif outcome == "ok" or (outcome == "refused" and not faults.is_violation(came)):
        report.counts["ok"] += 1
        report.decoded[operation] += 1
    else:
        kind = "violation" if faults.is_violation(came) else "unreadable"
        report.counts[kind] += 1
        what = faults.problem(came) if kind == "violation" else (came.get("reason"), came.get("body"))
        text = f"{kind}: {json.dumps(what)[:500]}: {json.dumps(line)[:600]}"
        report.wrong.setdefault(operation, text)
    if outcome not in ("unfit", "unsent"):
        report.counts["sent"] += 1


if __name__ == "__main__":
    main()
