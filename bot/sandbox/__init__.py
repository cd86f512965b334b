"""The whole system on one machine, with no account anywhere: stand-ins, a page, the real app."""


def run(port: int) -> None:
    """Serve the sandbox at http://127.0.0.1:`port` until Ctrl-C or SIGTERM.

    Raises SettingsError where real credentials are near, or the port is taken.
    """
    from bot.sandbox.launch import launch  # only now: aiogram takes seconds to import

    launch(port)
