#!/usr/bin/env python3
"""Asks pip-audit for known weaknesses of the installed packages, and names those not audited.

    .ci/audit.py PIP_AUDIT LOCK...

Exit code 1 for a known weakness. pip-audit itself exits with 0 and "No known vulnerabilities found"
even where its source of advisories knew none of the packages. Here that is no pass, but a line that
names how many packages were not audited. It is no failure either, since it says nothing about the
code.
"""

import json
import subprocess
import sys
from typing import Any


def main(pip_audit: str, locks: list[str]) -> int:
    command = [pip_audit, "--no-deps", "--disable-pip", "--format=json", "--progress-spinner=off"]
    for lock in locks:
        command += ["--requirement", lock]
    done = subprocess.run(  # noqa: S603  (a list of our own, no shell)
        command, capture_output=True, text=True, check=False
    )
    packages = _read(done.stdout)
    if packages is None:
        reason = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return _say(f"NOT AUDITED: pip-audit could not ask for advisories ({reason[:300]})")
    weak = [one for one in packages if one.get("vulns")]
    asked = [one for one in packages if "vulns" in one]
    for one in weak:
        for found in one["vulns"]:
            fixed = ", ".join(found.get("fix_versions") or ()) or "no version yet"
            _say(f"{one['name']} {one['version']}: {found['id']}, fixed in {fixed}")
    skipped = len(packages) - len(asked)
    if skipped or not packages:
        _say(f"NOT AUDITED: {skipped} of {len(packages)} packages are unknown to the advisories")
    _say(f"{len(asked)} packages audited, {len(weak)} with known weaknesses")
    return 1 if weak else 0


def _read(answer: str) -> list[dict[str, Any]] | None:
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return None
    return packages


def _say(line: str) -> int:
    sys.stdout.write(f"audit: {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
