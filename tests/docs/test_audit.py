"""The audit of dependencies fails at a known weakness, and reports packages it couldn't check."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

AUDIT = Path(__file__).parents[2] / ".ci" / "audit.py"
SOUND = {"name": "aiohttp", "version": "3.14.5", "vulns": []}
WEAK = {
    "name": "aiohttp",
    "version": "3.14.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["3.14.1"]}],
}
UNKNOWN = {"name": "aiohttp", "skip_reason": "Dependency not found"}


def audit(folder: Path, *, out: str, err: str = "", code: int = 0) -> tuple[int, str]:
    """Run the audit with a pip-audit that answers like this; return its exit code and output."""
    answering = folder / "pip-audit"
    answering.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"sys.stdout.write({out!r})\nsys.stderr.write({err!r})\nsys.exit({code})\n"
    )
    answering.chmod(0o755)
    command = [sys.executable, str(AUDIT), str(answering), "requirements.lock"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def found(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": packages})


def test_sound_packages_pass(tmp_path):
    code, said = audit(tmp_path, out=found(SOUND))
    assert (code, said) == (0, "audit: 1 packages audited, 0 with known weaknesses\n")


def test_a_known_weakness_fails_and_names_the_fixed_version(tmp_path):
    code, said = audit(tmp_path, out=found(WEAK, SOUND), code=1)
    assert code == 1
    assert "aiohttp 3.14.0: PYSEC-2026-1, fixed in 3.14.1" in said


def test_a_weakness_fails_also_beside_unknown_packages(tmp_path):
    assert audit(tmp_path, out=found(WEAK, UNKNOWN), code=1)[0] == 1


@pytest.mark.parametrize("packages", [(UNKNOWN,), (UNKNOWN, SOUND), ()])
def test_unknown_packages_are_reported_as_not_audited(tmp_path, packages):
    """pip-audit says “No known vulnerabilities found” then, and exits with 0."""
    code, said = audit(tmp_path, out=found(*packages))
    assert code == 0
    assert "audit: NOT AUDITED" in said


def test_unreachable_advisories_are_reported_as_not_audited(tmp_path):
    code, said = audit(tmp_path, out="", err="Traceback …\nConnectionError: no route\n", code=1)
    assert code == 0
    assert said == (
        "audit: NOT AUDITED: pip-audit could not ask for advisories (ConnectionError: no route)\n"
    )
