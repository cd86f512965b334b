"""Modules joined into few scripts: what they import is found, once, and other forms are refused."""

import re

import pytest

from handlers.http.console.edition import Edition, places
from handlers.http.console.files import FOLDERS
from handlers.http.console.joining import Joined, JoiningError, Module, without_comments

SOURCES = {
    "early.js": 'import { call } from "./api.js";\nexport const early = call("early");\n',
    "main.js": """// The start.
import { call as ask, Named } from "./api.js";
import { row } from "./parts/row.js";
import "./vendor/library.js";
const again = () => import("./pages/first.js");
const other = () => import("./pages/other.js");
""",
    "api.js": "/** Asks. */\nexport function call(name) { return name; }\nexport class Named {}\n",
    "parts/row.js": 'import { call } from "../api.js";\nexport async function row() {}\n',
    "pages/first.js": 'import { row } from "../parts/row.js";\nexport const page = row;\n',
    "pages/other.js": """import {
  call,
  row,
} from "../api.js";
import { row as shown } from "../parts/row.js";
import { more } from "./more.js";
export const page = more(call, row);
""",
    "pages/more.js": "export const more = () => {};\n",
    "vendor/library.js": "globalThis.library = 1;\n",
}


def join(**changed: str) -> Joined:
    """Join the modules above as the page does, with some of them changed."""
    sources = {**SOURCES, **{f"{name}.js": text for name, text in changed.items()}}
    return Joined([["early.js"], ["main.js", "pages/first.js"]], sources.__getitem__)


def test_each_module_is_in_one_script_behind_what_it_imports() -> None:
    scripts = join().scripts
    held = [re.findall(r"^const (\$\w+) =", scripts[one], re.MULTILINE) for one in scripts]
    assert held == [
        ["$api", "$early"],
        ["$parts_row", "$pages_first", "$vendor_library", "$main"],
    ]


def test_a_script_takes_from_the_one_before_it_and_gives_what_its_modules_export() -> None:
    early, main = join().scripts.values()
    assert early.endswith("export { $api, $early };\n")
    assert main.startswith('import { $api } from "./early.js";\n')
    assert "const { call: ask, Named } = $api;" in main
    assert "export { $parts_row, $pages_first, $vendor_library, $main };\n" in main


def test_a_page_that_is_imported_later_is_taken_from_the_script_or_loaded() -> None:
    main = join().scripts["main.js"]
    assert "const again = () => Promise.resolve($pages_first);" in main
    assert 'const other = () => import("./pages/other.js");' in main


def test_a_module_alone_shares_the_modules_that_are_joined() -> None:
    code = join().alone("pages/other.js")
    assert 'import { $api } from "../early.js"; const { call, row } = $api;' in code
    assert 'import { $parts_row } from "../main.js"; const { row: shown } = $parts_row;' in code
    assert 'import { more } from "./more.js";' in code
    assert "export const page = more(call, row);" in code


def test_lines_of_comments_are_left_out_and_nothing_else() -> None:
    kept = 'a(); // why\nb("/* no */");\n/* c */ d();\n'
    assert without_comments(f"/* one\n * two */\n{kept}  // three\n/** four */\n") == kept


@pytest.mark.parametrize(
    "changed",
    [
        {"api": "export let call = 1;"},
        {"api": "export default 1;"},
        {"api": "const call = 1;\nexport { call };"},
        {"api": 'export * from "./other.js";'},
        {"api": 'import * as all from "./early.js";\nexport const call = 1;'},
        {"api": 'import early from "./early.js";\nexport const call = 1;'},
        {"api": 'import { row } from "./parts/row.js";\nexport const call = row;'},
        {"main": 'import "./parts_row.js";\nimport "./parts/row.js";', "parts_row": "a();"},
        {"early": 'import("./pages/first.js");', "main": 'import("./early.js");'},
    ],
)
def test_what_could_not_be_joined_rightly_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(JoiningError):
        join(**changed)


def test_every_module_of_the_page_can_be_joined() -> None:
    for path, file in places(FOLDERS):
        if path.endswith(".js") and not path.startswith("vendor/"):
            Module.of(path, file.read_text(encoding="utf-8"))


def test_the_first_view_has_two_scripts_and_a_sheet_and_no_module_twice() -> None:
    sources = {path: file.read_bytes() for path, file in places(FOLDERS)}
    edition = Edition.of(sources, {}, "https://telegram.example/script.js")
    page = edition.page.plain.decode()
    named = re.findall(rf'edition-{edition.tag}/([\w./-]+\.(?:js|css))"', page)
    assert named == ["first.css", "early.js", "main.js"]
    code = "".join(edition.files[one].plain.decode() for one in named if one.endswith(".js"))
    assert "const $pages_overview = " in code
    held = re.findall(r"^const \$(\w+) = \(", code, re.MULTILINE)
    assert len(held) == len(set(held))
    alone = {re.sub(r"\W", "_", one.removesuffix(".js")) for one in edition.files.keys() - named}
    assert not alone & set(held)
