"""Python's garbage collector of reference cycles: keeps it away from objects that stay for ever.

Some 170,000 objects are imported and built at the start and stay until the end. A full collection
looks at each of them: everything stands still for 80 ms, again and again while payments come in.
During the start little is garbage, and looking as often as usual takes a tenth of the start.
"""

import gc

_YOUNG = 5_000
"""New objects until the collector looks at them. Python's default is 700: a few dozen simultaneous
requests reach that again and again, while all of their objects are still in use. The two older
generations keep Python's thresholds."""

_YOUNG_AT_START = 50_000
"""The same during the start: what each class leaves behind that is made is collected in time, else
the process would stay 1 MB larger."""


def slow_down() -> None:
    """Look seldom, until `resume`."""
    gc.set_threshold(_YOUNG_AT_START, *gc.get_threshold()[1:])


def resume() -> None:
    """Look as usual, at the objects that come from now on.

    Garbage of the start isn't looked for once more: it is less than 0.1 MB, and a payment that
    comes at that moment would wait for 80 ms.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
