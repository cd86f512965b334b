"""Checks the texts of one language, one by one, and keeps those that people may read."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from bot.own_texts import filled, kinds, variables, widths
from bot.own_texts.entries import Entries, Own
from bot.own_texts.known import Known
from bot.own_texts.references import circular, merged, missing, reachable
from bot.own_texts.shapes import Shape, patterns, shape_of
from bot.texts.bundles import Bundle, Entry
from bot.texts.catalog import Texts
from bot.texts.languages import LOCALES, primary
from bot.texts.problems import TextFault, TextLevel, TextProblem

_MOST_HINTS = 20
"""To look for a similar key takes milliseconds each time."""


class LanguageCheck:
    """The texts of one language; those with a mistake are taken out of `entries`.

    `lender` is the language of the bot whose texts are shown where this one has none.
    """

    def __init__(self, locale: str, entries: Entries, known: Known, default_locale: str) -> None:
        self.locale = locale
        self.entries = dict(entries)
        self._known = known
        likely = (locale, primary(locale), default_locale)
        self.lender = next((one for one in likely if one in LOCALES), LOCALES[0])
        self._shapes = {name: shape_of(one) for name, one in patterns(self._nodes())}
        self._problems: dict[TextProblem, None] = {}

    @property
    def problems(self) -> tuple[TextProblem, ...]:
        return tuple(self._problems)

    @property
    def keys(self) -> list[str]:
        """The keys of its texts that the bot shows."""
        return [key for key in self.entries if self._known.has(key)]

    def run(self) -> None:
        """Look at everything but the width of labels, which needs the other languages too."""
        self._drop(self._alone)
        # A text that is left out changes what others refer to.
        looks = (self._references, self._variables, self._filled)
        while any(self._drop(look) for look in looks):
            pass
        self._report(self._unknown())

    def measure(self, texts: Texts) -> None:
        """Look at the labels; `texts` has those of all languages."""
        whole = merged(self._universe())
        for key in self.keys:
            if kinds.is_label(key):
                found = widths.problem_in(
                    self.entries[key], texts, self.locale, whole[key], self._known
                )
                self._report([found] if found is not None else [])

    def bundle(self, keep: Callable[[Entry], Entry] = lambda entry: entry) -> Bundle:
        """Return the texts that are left, each as `keep` makes it, with the originals; in an added
        language only with those that its texts refer to."""
        theirs, borrowed = self._known.originals[self.lender].sources, frozenset[str]()
        if self.locale not in LOCALES:
            wanted = {one.partition(".")[0] for one in reachable(self._names(), self._universe())}
            borrowed = frozenset(wanted - self.entries.keys())
            theirs = {key: theirs[key] for key in borrowed}
        found = Bundle(self.locale, theirs, borrowed)
        found.add(map(keep, self._nodes().values()))
        return found

    def _nodes(self) -> dict[str, Entry]:
        return {key: one.node for key, one in self.entries.items()}

    def _names(self) -> list[str]:
        """Return what others can refer to in these texts."""
        return [name for name in self._shapes if name.partition(".")[0] in self.entries]

    def _universe(self) -> dict[str, Shape]:
        """Return the shapes of all that can be referred to; an attribute of a text that was
        replaced is gone with it."""
        theirs = self._known.shapes[self.lender]
        left = {
            name: one for name, one in theirs.items() if name.partition(".")[0] not in self.entries
        }
        return left | {name: self._shapes[name] for name in self._names()}

    def _report(self, found: Iterable[TextProblem]) -> set[str]:
        """Keep the problems; return the keys of the texts that can't be used."""
        bad = set()
        for one in found:
            self._problems[one] = None
            if one.level is TextLevel.LEFT_OUT:
                bad.add(one.key)
        return bad

    def _drop(self, look: Callable[[], Iterable[TextProblem]]) -> bool:
        """Take out the texts in which something is found; return whether there were any."""
        bad = self._report(list(look()))
        for key in bad:
            del self.entries[key]
        return bool(bad)

    def _alone(self) -> Iterator[TextProblem]:
        """Look at each text alone."""
        for key, own in self.entries.items():
            if own.node.value is None and self._known.has(key):
                yield own.problem(TextFault.EMPTY)
            for name in (key, *(f"{key}.{one.id.name}" for one in own.node.attributes)):
                shape = self._shapes.get(name, Shape())
                yield from variables.function_problems(own, shape)
                numbers = self._known.numbers(key)
                yield from variables.plural_problems(own, shape, self.locale, numbers)

    def _references(self) -> Iterator[TextProblem]:
        universe = self._universe()
        lost = list(missing(universe))
        for name, wanted, at in lost:
            own = self._own(name)
            is_variable = wanted in self._known.shape(own.key, self.locale).variables
            hint = f"{{ ${wanted} }}" if is_variable else ""
            yield own.problem(TextFault.REFERENCE, f"{{ {wanted} }}", hint, at=at)
        circles = circular(universe) if not lost else {}
        for name in set(circles) & set(self._names()):  # the originals on the way are all right
            yield self._own(name).problem(TextFault.CYCLE, circles[name])

    def _own(self, name: str) -> Own:
        """Return the text of which this is the value or an attribute."""
        return self.entries[name.partition(".")[0]]

    def _variables(self) -> Iterator[TextProblem]:
        whole = merged(self._universe())
        for key in self.keys:
            own = self.entries[key]
            yield from variables.problems_of(own, whole[key], self.locale, self._known)

    def _filled(self) -> Iterator[TextProblem]:
        whole, bundle = merged(self._universe()), self.bundle()
        for key in self.keys:
            found = filled.problem_in(self.entries[key], bundle, whole[key], self._original(key))
            if found is not None:
                yield found

    def _original(self, key: str) -> filled.Original:
        numbers = self._known.numbers(key)
        shown = set(self._known.shape(key, self.locale).shown)
        needed = {one for one in shown if not variables.may_be_omitted(key, one, shown)}
        return filled.Original(self._known.originals[self.lender], needed, numbers)

    def _unknown(self) -> Iterator[TextProblem]:
        """Report keys that no text of the bot has, unless another text refers to them."""
        referred = {one for shape in self._shapes.values() for one in shape.references}
        used = {one.partition(".")[0] for one in referred}
        strange = [
            own
            for key, own in self.entries.items()
            if not own.is_term and key not in used and not self._known.has(key)
        ]
        for place, own in enumerate(strange):
            near = get_close_matches(own.key, self._known.keys, n=1) if place < _MOST_HINTS else []
            yield own.problem(TextFault.UNKNOWN, hint=", ".join(near))
