"""The originals, with which an owner's texts are compared: their variables and choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.own_texts.references import merged
from bot.own_texts.shapes import Shape, patterns, shape_of
from bot.texts.bundles import Bundle
from bot.texts.languages import LOCALES, canonical

_LANGUAGE = "label-language-"
_NOTHING = Shape()


@dataclass(frozen=True)
class Known:
    """The originals of both languages; they have the same keys and variables."""

    originals: Mapping[str, Bundle]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all texts."""
        return frozenset(key for key in self.shapes[LOCALES[0]] if "." not in key and key[0] != "-")

    def has(self, key: str) -> bool:
        """Return whether the bot shows a text of this key; the name of any language is one."""
        language = key.removeprefix(_LANGUAGE)
        return key in self.keys or (language != key and canonical(language) == language)

    @cached_property
    def shapes(self) -> dict[str, dict[str, Shape]]:
        """By language, and by what a text can refer to."""
        return {
            locale: {name: shape_of(one) for name, one in patterns(bundle.parse_all())}
            for locale, bundle in self.originals.items()
        }

    @cached_property
    def _whole(self) -> dict[str, dict[str, Shape]]:
        return {locale: merged(shapes) for locale, shapes in self.shapes.items()}

    @cached_property
    def _numbers(self) -> frozenset[str]:
        found: set[str] = set()
        for shapes in self._whole.values():
            found = found.union(*(shape.counted for shape in shapes.values()))
        return frozenset(found)

    def shape(self, key: str, locale: str) -> Shape:
        """Return the shape of an original, that of the first language for an added one."""
        return self._shape(key, locale if locale in LOCALES else LOCALES[0])

    def numbers(self, key: str) -> set[str]:
        """Return the variables of a text that are numbers in one of the languages."""
        return set[str]().union(*(self._shape(key, one).counted for one in LOCALES))

    def may_count(self, key: str, variable: str) -> bool:
        """Return whether a variable may be used as a number: it is one here, or in another text."""
        return variable in self._numbers and not self.names(key, variable, LOCALES[0])

    def names(self, key: str, variable: str, locale: str) -> set[str]:
        """Return the variants that this variable chooses between by a name, without the default
        ones: an added language needs what both languages have."""
        asked = (locale,) if locale in LOCALES else LOCALES
        return set.intersection(*(_named(self._shape(key, one), variable) for one in asked))

    def all_names(self, key: str, variable: str) -> set[str]:
        """Return every name that this variable can have, as far as the originals say."""
        return set[str]().union(*(self._shape(key, one).names(variable) for one in LOCALES))

    def _shape(self, key: str, locale: str) -> Shape:
        """Return an empty shape for the name of an added language, which the bot doesn't have."""
        return self._whole[locale].get(key, _NOTHING)


def _named(shape: Shape, variable: str) -> set[str]:
    """Return the names that a variable chooses by, unless it is a number."""
    found: set[str] = set()
    for choice in shape.choices:
        if choice.variable == variable and not choice.is_by_number:
            found |= choice.names - {choice.default}
    return found
