"""Tests that the commands of docs/upgrade.md for an edited clone work as they are printed."""

import shutil
import subprocess

import pytest

from tests.docs.pages import ROOT, blocks, read

LISTED = "handlers/telegram/features.py"
MODULE = "handlers/telegram/my_feature.py"
CADDYFILE = "deploy/Caddyfile"


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """Return a function that runs commands in a clone whose origin has moved on."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))

    def run(script, folder="clone"):
        done = subprocess.run(
            ["bash", "-ec", script],
            cwd=tmp_path / folder,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    origin = tmp_path / "origin"
    for name in (LISTED, CADDYFILE, ".env.example", ".gitignore"):
        (origin / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, origin / name)
    who = "git config user.name Somebody && git config user.email somebody@example.com"
    assert run(f"git init -q -b main && {who} && git add -A && git commit -qm 1", "origin")[0] == 0
    assert run(f"git clone -q origin clone && cd clone && {who}", ".")[0] == 0
    newer = f"sed -i '1i # A newer version' {CADDYFILE} {LISTED} && git commit -qam 2"
    assert run(newer, "origin")[0] == 0
    return run


def documented(beginning, tmp_path):
    """Return the block of the page that has this line, with the paths of this test."""
    [block] = [
        one for one in blocks(read("docs/upgrade.md"), "sh") if beginning in one.splitlines()
    ]
    there = {"/opt/tributary": tmp_path / "clone", "/var/lib/tributary": tmp_path / "home"}
    for path, own in {**there, "~": tmp_path}.items():
        block = block.replace(path, str(own))
    return block


def own_feature(tmp_path):
    """Edit the clone as the manual of older versions said."""
    clone = tmp_path / "clone"
    (clone / MODULE).write_text("# my feature\n")
    listed = (clone / LISTED).read_text()
    line = '    Feature("handlers.telegram.my_feature"),\n'
    (clone / LISTED).write_text(listed.replace("] = (\n", f"] = (\n{line}"))
    assert line in (clone / LISTED).read_text()


def at_newest(tmp_path):
    clone = tmp_path / "clone"
    return all(
        (clone / one).read_text().startswith("# A newer version") for one in (LISTED, CADDYFILE)
    )


def test_a_few_lines_are_put_aside_and_back(shell, tmp_path):
    caddyfile = tmp_path / "clone" / CADDYFILE
    caddyfile.write_text(caddyfile.read_text().replace("bot.example.com}", "shop.example}"))
    assert shell("git pull --ff-only")[0] != 0
    assert shell(documented("git stash", tmp_path))[0] == 0
    assert at_newest(tmp_path)
    assert "https://shop.example" in caddyfile.read_text()


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
def test_what_the_readme_says_for_docker_is_in_no_upgrades_way(shell, tmp_path, readme):
    [block] = [one for one in blocks(read(readme), "sh") if "docker-compose up" in one]
    [settings] = [one for one in block.splitlines() if one.endswith(" .env") and "install" in one]
    assert shell(f"cd deploy && {settings} && touch tributary-1.0.0-py3-none-any.whl")[0] == 0
    assert (tmp_path / "clone" / "deploy" / ".env").stat().st_mode & 0o777 == 0o600
    code, said = shell("git pull --ff-only")
    assert code == 0, said
    assert at_newest(tmp_path)
    assert shell("git status --porcelain") == (0, "")


def test_the_settings_and_own_folders_move_beside_the_compose_file(shell, tmp_path):
    clone = tmp_path / "clone"
    (clone / ".env").write_text("BOT_TOKEN=1:x\n")
    (clone / "texts" / "en").mkdir(parents=True)
    (clone / "texts" / "en" / "own.ftl").write_text("own = mine\n")
    code, said = shell("git pull --ff-only")
    assert code == 0, said
    [block] = [one for one in blocks(read("docs/upgrade.md"), "sh") if "for own in" in one]
    [moves] = [one for one in block.splitlines() if one.startswith("for own in")]
    assert shell(moves)[0] == 0
    assert (clone / "deploy" / ".env").read_text() == "BOT_TOKEN=1:x\n"
    assert (clone / "deploy" / "texts" / "en" / "own.ftl").is_file()
    assert shell("git status --porcelain") == (0, "")


def test_an_edited_caddyfile_of_docker_is_kept_as_a_patch(shell, tmp_path):
    assert shell(f"sed -i 's/bot.example.com/shop.example/' {CADDYFILE}")[0] == 0
    assert shell("git pull --ff-only")[0] != 0
    code, said = shell(documented("git diff deploy/Caddyfile > our-caddyfile.patch", tmp_path))
    assert code == 0, said
    assert at_newest(tmp_path)
    assert "shop.example" in (tmp_path / "clone" / "our-caddyfile.patch").read_text()


def test_the_clone_goes_back_and_on_again(shell, tmp_path):
    at_first = "mkdir ../home && git rev-parse HEAD > ../home/before-upgrade.version"
    assert shell(f"{at_first} && git pull --ff-only")[0] == 0
    assert shell('git checkout "$(cat ../home/before-upgrade.version)"')[0] == 0
    assert not at_newest(tmp_path)
    assert shell("git pull --ff-only")[0] != 0
    code, said = shell(documented("git -C /opt/tributary checkout -", tmp_path))
    assert code == 0, said
    assert shell("git pull --ff-only")[0] == 0
    assert at_newest(tmp_path)


def test_an_uncommitted_feature_moves_out_and_the_clone_is_clean(shell, tmp_path):
    own_feature(tmp_path)
    assert shell(f"echo '# ours' >> {CADDYFILE}")[0] == 0
    assert shell("git pull --ff-only")[0] != 0
    code, said = shell(documented("git checkout -- .", tmp_path))
    assert code == 0, said
    assert at_newest(tmp_path)
    assert shell("git status --porcelain") == (0, "")
    moved = tmp_path / "home" / "features" / "my_feature.py"
    assert moved.read_text() == "# my feature\n"
    assert oct(moved.stat().st_mode & 0o777) == "0o644"
    assert "my_feature" in (tmp_path / "our-changes.patch").read_text()


def test_a_committed_feature_moves_out_and_stays_in_a_branch(shell, tmp_path):
    own_feature(tmp_path)
    assert shell("git add -A && git commit -qm own")[0] == 0
    assert shell("git pull --ff-only")[0] != 0
    code, said = shell(documented("git branch our-edits", tmp_path))
    assert code == 0, said
    assert at_newest(tmp_path)
    assert (tmp_path / "home" / "features" / "my_feature.py").read_text() == "# my feature\n"
    assert shell("git pull --ff-only")[0] == 0


def test_edits_that_stay_are_merged(shell, tmp_path):
    own_feature(tmp_path)
    code, said = shell(documented("git pull --no-rebase --no-edit", tmp_path))
    assert code == 0, said
    assert at_newest(tmp_path)
    assert (tmp_path / "clone" / MODULE).exists()
