"""A real disk of a few MB, seen by whoever is let in: a tmpfs in a namespace of its own, gone with its holder."""

import subprocess
import tempfile
from pathlib import Path
from typing import Self

# A user namespace lets anybody mount; root may do without where the system allows none.
WAYS = {
    "a tmpfs in a user namespace of its own": (["unshare", "-rm"], ["--user", "--preserve-credentials", "--mount"]),
    "a tmpfs in a mount namespace of root's": (["unshare", "-m"], ["--mount"]),
}
# It ends with its standard input, so also when the tests are killed.
HOLD = """
mount -t tmpfs -o size="$2" small-disk "$1" && mkdir "$1/data" && echo mounted || exit 1
while read -r what; do
    case "$what" in
        fill) LC_ALL=C cat /dev/zero 2>&1 >"$1/ballast" ;;
        free) rm "$1/ballast" && echo freed ;;
    esac
done
"""
STAY = ["sh", "-c", 'cd "$0" && exec "$@"', str(Path.cwd())]  # who enters starts at the root otherwise
MISSING = """No small disk can be had, so nothing was tried on a full one. Needed is util-linux (unshare, nsenter),
and either user namespaces (sysctl user.max_user_namespaces above 0, no AppArmor rule against them)
or root with CAP_SYS_ADMIN."""


class SmallDisk:
    """A disk of `size` (as in "8m"), owned by `user` or by whoever runs the tests."""

    def __init__(self, size: str, user: str | None = None) -> None:
        self._place = tempfile.TemporaryDirectory(prefix="fqa-disk-")
        Path(self._place.name).chmod(0o755)
        refused = []
        for what, (enter, back) in WAYS.items():
            self._holder, self.enter = self._hold(enter, size, user), ["nsenter", *back]
            if self._hear() == "mounted":
                break
            refused.append(f"{what}: {self._end()}")
        else:
            self._place.cleanup()
            raise AssertionError("\n".join([MISSING, *refused]))
        self.what = f"{size} of {what}"
        self.inside = Path(self._place.name) / "data"  # as it is called by who is let in
        self.outside = Path(f"/proc/{self._holder.pid}/root{self.inside}")  # as it is called by everybody else
        self.enter = [*self.enter, "--target", str(self._holder.pid), "--", *STAY]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self._end()  # what still has files open on it keeps them until it ends
        self._place.cleanup()

    def fill(self) -> None:
        """Take up what is left, to the last byte."""
        self._say("fill")
        assert self._hear().endswith("No space left on device")

    def free(self) -> None:
        """Give back what fill() took."""
        self._say("free")
        assert self._hear() == "freed"

    def _hold(self, enter: list[str], size: str, user: str | None) -> "subprocess.Popen[str]":
        pipe = subprocess.PIPE
        command = [*enter, "sh", "-c", HOLD, "sh", self._place.name, size]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, user=user, text=True, bufsize=1)

    def _say(self, what: str) -> None:
        assert self._holder.stdin is not None
        self._holder.stdin.write(f"{what}\n")

    def _hear(self) -> str:
        assert self._holder.stdout is not None
        return self._holder.stdout.readline().strip()

    def _end(self) -> str:
        _printed, complaint = self._holder.communicate()
        return complaint.strip()
