"""Python's collector of reference cycles: what it need not look at.

What is imported and built at the start stays until the end, some 170,000 objects, and a full
collection looks at each of them: everything stands still for 80 ms, again and again while payments
come in. While it is imported, nothing of it is garbage yet, and looking takes a tenth of the start.
"""

import gc

_YOUNG = 5_000
"""New objects until the collector looks at them; usually 700, which a few dozen requests at once
reach again and again while all they made is still in use. The two further generations as usual."""


def rest() -> None:
    """Collect nothing until `settle`."""
    gc.disable()


def settle() -> None:
    """Everything is built: from here on only what comes after it is looked at."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
    gc.enable()
