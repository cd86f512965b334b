"""The whole system on one machine, without any account: two simulators, a page and the real app."""

from pathlib import Path

from bot.runtime import lazy_types


def run(
    port: str,
    *,
    with_plans: bool = False,
    texts_dir: Path | None = None,
    new_shop: bool = False,
) -> None:
    """Serve the sandbox at http://127.0.0.1:`port` until Ctrl-C or SIGTERM.

    The shop sells one plan, or two; `texts_dir` has an owner's own texts; in a new shop nothing is
    set up. Raises SettingsError when real credentials are set, or the port is taken or none.
    """
    lazy_types.install()
    from bot.sandbox.launch import launch  # only now: importing aiogram takes long

    launch(port, with_plans=with_plans, texts_dir=texts_dir, new_shop=new_shop)
