"""The bot's own user and its folder, in which the settings and the data are."""

from dataclasses import dataclass

from bot.init.install.host import HOME, USER
from bot.init.install.steps import Work

ADD_USER = f"useradd --system --create-home --home-dir {HOME} --shell /usr/sbin/nologin {USER}"
ADD_FOLDER = f"install -d -m 700 -o {USER} -g {USER} {HOME}"
_OWN_ALL = f"chown -Rh {USER}:{USER} {HOME}"
_LEAVE_ALL = f"chown -Rh root:root {HOME}"
_PRIVATE = 0o700
_ACT = "user"


@dataclass(frozen=True, slots=True)
class Account:
    """The user and the folder."""

    work: Work
    name: str = "account"

    def is_done(self) -> bool:
        path = self.work.host.path(HOME)
        if not self._exists() or not path.is_dir():
            return False
        said = self.work.host.runs("stat", "--format=%U %a", HOME).said.split()
        return said == [USER, f"{_PRIVATE:o}"]

    def do(self) -> None:
        host, notes = self.work.host, self.work.notes
        if not self._exists():
            notes.note(_ACT)
            host.shell(ADD_USER)
        host.shell(ADD_FOLDER)
        host.shell(_OWN_ALL)  # also data that an earlier installation has left to root

    def undo(self) -> None:
        """Remove the user; the folder stays, as root's: the number of a removed user is given away
        again."""
        host, notes = self.work.host, self.work.notes
        if not notes.has(_ACT):
            return
        if self._exists():
            self.work.talk.say("install-account-undone", path=HOME)
            if host.path(HOME).is_dir():
                host.shell(_LEAVE_ALL)
            host.shell(f"userdel {USER}")
        notes.forget(_ACT)

    def _exists(self) -> bool:
        return self.work.host.runs("getent", "passwd", USER).code == 0
