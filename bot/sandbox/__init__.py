"""The whole system on one machine, with no account anywhere: stand-ins, a page, the real app."""

from bot.runtime import lazy_types


def run(port: int) -> None:
    """Serve the sandbox at http://127.0.0.1:`port` until Ctrl-C or SIGTERM.

    Raises SettingsError where real credentials are near, or the port is taken.
    """
    lazy_types.install()
    from bot.sandbox.launch import launch  # only now: aiogram takes its time to import

    launch(port)
