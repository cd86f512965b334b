"""Python's garbage collector of reference cycles: keeps it away from objects that stay for ever.

Some 170,000 objects are imported and built at the start and stay until the end. A full collection
looks at each of them: everything stands still for 80 ms, again and again while payments come in.
During the start nothing is garbage yet, and looking takes a tenth of the start.
"""

import gc

_YOUNG = 5_000
"""New objects until the collector looks at them. Python's default is 700: a few dozen simultaneous
requests reach that again and again, while all of their objects are still in use. The two older
generations keep Python's thresholds."""


def pause() -> None:
    """Collect nothing until `resume`."""
    gc.disable()


def resume() -> None:
    """Collect again once everything is built, and look only at objects that come after it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
    gc.enable()
