"""Print what aiogram's classes accept and return, when they are built at import or at first use.

Run it in a process of its own: python -m tests.runtime.lazy_types_report eager|lazy
"""

import inspect
import json
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from bot.runtime import lazy_types

_DEPTH = 2
_VARIANTS = 3
_SCALARS: dict[object, object] = {
    str: "1",
    int: 7,
    float: 0.5,
    bool: True,
    type(None): None,
    datetime: 1_778_623_140,
}
_ID = re.compile(r":\d{6,}| at 0x[0-9a-f]+")


def main(mode: str) -> None:
    warnings.simplefilter("ignore")  # pydantic warns of values that its dumps don't expect
    if mode == "lazy" and not lazy_types.install():
        raise AssertionError("nothing was postponed")
    classes = list(_classes())
    if mode == "lazy":
        classes.reverse()  # the order in which they are first used must not matter
    report = {f"{one.__module__}.{one.__name__}": list(_behaviour(one)) for one in classes}
    sys.stdout.write(json.dumps({**report, "updates": list(_updates())}, sort_keys=True))


def _classes() -> Iterator[type[BaseModel]]:
    import aiogram.methods
    import aiogram.types

    for package in (aiogram.types, aiogram.methods):
        for name in package.__all__:
            found = getattr(package, name)
            is_model = inspect.isclass(found) and issubclass(found, BaseModel)
            if is_model and not inspect.isabstract(found):
                yield found


def _behaviour(one: type[BaseModel]) -> Iterator[object]:
    for variant in range(_VARIANTS):
        sample = _object(one, variant, 0)
        yield _outcome(one, sample)
        if sample:
            yield _outcome(one, dict(list(sample.items())[1:]))
            yield _outcome(one, {**sample, next(iter(sample)): {"no": []}})
    yield {name: _without_ids(repr(field)) for name, field in one.model_fields.items()}
    yield _schema(one.__pydantic_core_schema__, top=True)


def _updates() -> Iterator[object]:
    from aiogram.types import Update

    for kind, field in Update.model_fields.items():
        sample = {"update_id": 1, kind: _sample(field.annotation, 0, 0)}
        yield kind, _outcome(Update, sample)


def _outcome(one: type[BaseModel], sample: object) -> object:
    """Return the validated value, dumped in every way, or every error."""
    try:
        value = one.model_validate(sample)
    except ValidationError as error:
        return error.errors(include_url=False, include_input=False, include_context=False)
    dumped = value.model_dump_json(exclude_none=True, fallback=repr)
    return [_without_ids(repr(value)), _without_ids(repr(value.model_dump())), _without_ids(dumped)]


def _object(one: type[BaseModel], variant: int, depth: int) -> dict[str, object]:
    """Return values for the fields of a class; in variant 0 and far down only the required ones."""
    one.model_rebuild()  # its fields are only known once it is built
    return {
        field.alias or name: _sample(field.annotation, variant, depth + 1)
        for name, field in one.model_fields.items()
        if field.is_required() or (variant and depth < _DEPTH)
    }


def _sample(annotation: Any, variant: int, depth: int) -> object:
    """Return a value that fits; each variant takes other branches of the unions."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return _sample(arguments[(variant + depth) % len(arguments)], variant, depth)
    if origin is Annotated:
        return _sample(arguments[0], variant, depth)
    if origin is Literal:
        return arguments[variant % len(arguments)]
    if origin is list:
        return [_sample(arguments[0], variant, depth + 1)] if depth < 2 * _DEPTH else []
    return _plain(annotation, variant, depth)


def _plain(annotation: Any, variant: int, depth: int) -> object:
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return _object(annotation, variant, depth)
    if inspect.isclass(annotation) and issubclass(annotation, Enum):
        return next(iter(annotation)).value
    return _SCALARS.get(annotation, "anything")


def _schema(found: Any, *, top: bool = False) -> object:
    """Return the core schema one class deep, because each inner class has its own entry anyway."""
    if isinstance(found, Mapping):
        return _schema_part(found, top=top)
    if isinstance(found, list | tuple):
        return [_schema(value) for value in found]
    return None if isinstance(found, FieldInfo) else _without_ids(repr(found))


def _schema_part(found: Mapping[str, Any], *, top: bool) -> object:
    kind = found.get("type")
    if kind == "definitions":
        return _schema(_defined(found), top=top)
    if kind == "definition-ref":
        return _class_name(str(found["schema_ref"]))
    if kind == "model" and not top:
        return _class_name(repr(found["cls"]))
    return {
        str(name): _schema(value, top=top and name == "schema")
        for name, value in found.items()
        if name not in {"ref", "metadata"}
    }


def _defined(found: Mapping[str, Any]) -> Any:
    """Return the schema proper: that of a class that holds itself is among the definitions."""
    inner = found["schema"]
    by_reference = {one.get("ref"): one for one in found["definitions"]}
    return by_reference.get(inner.get("schema_ref"), inner)


def _class_name(text: str) -> str:
    """Return the class in `aiogram.types.user.User:94` or in `<class 'aiogram….User'>`."""
    return text.split(":")[0].strip("<>'").split(".")[-1]


def _without_ids(text: str) -> str:
    """Return the text without the numbers that differ in every process."""
    return _ID.sub("", text)


if __name__ == "__main__":
    main(sys.argv[1])
