"""Joins modules of the page into few scripts: on a slow line each file costs a way there and back.

The files in `bot/console/` stay plain modules that any browser runs as they are. A joined script
has each of its modules in a function of its own, so that their names don't meet, and exports what
they export, so that other scripts find the same module, and not a second one. The modules keep to
the few forms of `import` and `export` that are read here; another form raises JoiningError.
"""

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Read = Callable[[str], str]
"""Returns the source of a module by its path below /console/."""

_COMMENTS = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_IMPORT = re.compile(r'^import (?:\{(?P<names>[^}]*)\} from )?"(?P<path>[^"]+)";', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function|class|const) (?P<name>\w+))", re.MULTILINE)
_LATER = re.compile(r'\bimport\("(?P<path>[^"]+)"\)')
_ANY_IMPORT = re.compile(r"^import\b(?!\()", re.MULTILINE)
_ANY_EXPORT = re.compile(r"^export\b", re.MULTILINE)


class JoiningError(Exception):
    """A module has a form that isn't read here, or modules import each other in a circle."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module: its path below /console/, its code without whole lines of comments, its imports."""

    path: str
    code: str
    imports: tuple[str, ...]
    exports: tuple[str, ...]

    @classmethod
    def of(cls, path: str, source: str) -> "Module":
        """Read a module; raise JoiningError."""
        code = without_comments(source)
        imports = [there(path, one["path"]) for one in _IMPORT.finditer(code)]
        exports = [one["name"] for one in _EXPORT.finditer(code)]
        if len(imports) != len(_ANY_IMPORT.findall(code)):
            raise JoiningError(f"{path} has an import of another form")
        if len(exports) != len(_ANY_EXPORT.findall(code)):
            raise JoiningError(f"{path} has an export of another form")
        return cls(path, code, tuple(imports), tuple(exports))

    @property
    def name(self) -> str:
        """Return the name of the object that holds its exports."""
        return "$" + re.sub(r"\W", "_", self.path.removesuffix(".js"))


def without_comments(source: str) -> str:
    """Return a script or a sheet of style without the lines that only have a comment."""
    return _COMMENTS.sub("", source)


def there(path: str, to: str) -> str:
    """Return the path that a module or a page means by a relative one."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), to))


class Joined:
    """The scripts that some modules are joined into.

    Each of `scripts` is a group of modules, joined with all that they import and that isn't in a
    script before: it bears the path of the first one, which runs last.
    """

    def __init__(self, scripts: Sequence[Sequence[str]], read: Read) -> None:
        self._read = read
        self._place: dict[str, str] = {}
        """The script of each joined module."""
        self._modules: dict[str, Module] = {}
        self.scripts: dict[str, str] = {}
        """The code of each joined script, by its path."""
        for group in scripts:
            added = len(self._modules)
            for path in (*group[1:], group[0]):
                self._add(path, group[0], ())
            self.scripts[group[0]] = self._script(group[0], list(self._modules.values())[added:])

    def __contains__(self, path: str) -> bool:
        return path in self._place

    def alone(self, path: str) -> str:
        """Return the code of a module that isn't joined: what it imports from those that are comes
        from their scripts."""
        return self._linked(Module.of(path, self._read(path)), path, inside=False)

    def _add(self, path: str, script: str, importing: tuple[str, ...]) -> None:
        """Add a module behind all that it imports."""
        if path in importing:
            raise JoiningError(f"{path} imports itself, by {', '.join(importing)}")
        if path in self._place:
            return
        module = Module.of(path, self._read(path))
        for one in module.imports:
            self._add(one, script, (*importing, path))
        if any(module.name == other.name for other in self._modules.values()):
            raise JoiningError(f"{path} has the name of another module")
        self._place[path] = script
        self._modules[path] = module

    def _script(self, path: str, modules: Sequence[Module]) -> str:
        wanted = {one for module in modules for one in module.imports}
        before = [one for one in sorted(wanted) if self._place[one] != path]
        lines = [f"{self._import(one, path)}\n" for one in before]
        for module in modules:
            code = self._linked(module, path, inside=True)
            held = ", ".join(module.exports)
            lines.append(f"const {module.name} = (() => {{\n{code}\nreturn {{ {held} }};\n}})();\n")
        lines.append(f"export {{ {', '.join(module.name for module in modules)} }};\n")
        return "".join(lines)

    def _linked(self, module: Module, script: str, *, inside: bool) -> str:
        """Return the code of a module with its imports as they are in a script."""

        def imported(found: re.Match[str]) -> str:
            path = there(module.path, found["path"])
            if path not in self._place:
                return found[0]
            names = _pattern(found["names"] or "")
            taken = f"const {{ {names} }} = {self._modules[path].name};"
            return taken if inside else f"{self._import(path, script)} {taken}"

        def imported_later(found: re.Match[str]) -> str:
            path = there(module.path, found["path"])
            if path not in self._place:
                return f'import("{_address(path, script)}")'
            if self._place[path] != script:
                raise JoiningError(f"{module.path} imports {path} of another script when it runs")
            return f"Promise.resolve({self._modules[path].name})"

        code = _LATER.sub(imported_later, _IMPORT.sub(imported, module.code))
        return _EXPORT.sub("", code) if inside else code

    def _import(self, path: str, script: str) -> str:
        name = self._modules[path].name
        return f'import {{ {name} }} from "{_address(self._place[path], script)}";'


def _address(path: str, script: str) -> str:
    """Return a path as the import of a script has it."""
    found = posixpath.relpath(path, posixpath.dirname(script) or ".")
    return found if found.startswith("../") else f"./{found}"


def _pattern(names: str) -> str:
    """Return the names of an import as a pattern has them: `a as b` is `a: b` there."""
    return ", ".join(one.strip().replace(" as ", ": ") for one in names.split(",") if one.strip())
