"""Gives back to the system the memory that C libraries have freed.

SQLite takes several MB for a look at a whole ledger. Once it has freed them, the C library keeps
them for the same thread's next need, which may never come: the doctor's look made the process 9 MB
larger, and again 4 MB in another thread. Python itself can't ask for them.
"""


def give_back() -> None:
    """Give it back, in some milliseconds; do nothing where the C library isn't glibc."""
    import ctypes  # only here: it takes 0.5 MB, and many a shop has no need of it for days

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
