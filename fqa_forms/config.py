"""Settings, read once from the environment into one frozen value.

A setting has a default only where the default is right for production and may be public.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-only-never-a-secret"  # noqa: S105 - demo mode holds nothing to protect


class SettingsError(RuntimeError):
    """A setting is missing or wrong; the message says which one and what to do."""


@dataclass(frozen=True)
class Settings:
    """What the environment says about this running service."""

    database_url: str
    secret_key: str
    demo: bool
    secure_cookies: bool
    idle_minutes: int = 60
    session_hours: int = 12
    write_up_working_days: int = 5
    log_level: str = "INFO"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from the environment; raises SettingsError that names every missing secret."""
    demo = environ.get("FQA_DEMO", "") == "1"
    missing = [name for name in ("SECRET_KEY", "DATABASE_URL") if not environ.get(name)]
    if missing and not demo:
        raise SettingsError(
            f"FQA Forms does not start without {' and '.join(missing)} in the environment. "
            "See 'Settings' in README.md; for a demonstration with fictional data set FQA_DEMO=1."
        )
    if not demo and environ["SECRET_KEY"] == DEMO_SECRET:
        raise SettingsError("SECRET_KEY is the demonstration's, which anybody can read. Choose a long random one.")
    default_url = f"sqlite:///{PROJECT_ROOT / 'instance' / 'fqa_forms.db'}"
    return Settings(
        database_url=_driver(environ.get("DATABASE_URL") or default_url),
        secret_key=environ.get("SECRET_KEY") or DEMO_SECRET,
        demo=demo,
        secure_cookies=not demo and environ.get("FQA_INSECURE_COOKIES") != "1",
        idle_minutes=_whole_number(environ, "FQA_IDLE_MINUTES", 60),
        session_hours=_whole_number(environ, "FQA_SESSION_HOURS", 12),
        write_up_working_days=_whole_number(environ, "FQA_WRITE_UP_WORKING_DAYS", 5),
        log_level=environ.get("FQA_LOG_LEVEL", "INFO"),
    )


def _driver(url: str) -> str:
    """Name psycopg 3 where a URL names only PostgreSQL."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    """A positive whole number from the environment, or the default."""
    text = environ.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise SettingsError(f"{name} must be a whole number above 0, not {text!r}.")
    return int(text)
