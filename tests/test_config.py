"""Settings: what is missing is named, what is wrong is said, what is safe is the default."""

import pytest

from fqa_forms.config import DEMO_SECRET, SettingsError, read_settings

PRODUCTION = {"SECRET_KEY": "a-real-secret", "DATABASE_URL": "postgresql://db.example/fqa"}


@pytest.mark.parametrize("missing", [["SECRET_KEY"], ["DATABASE_URL"], ["SECRET_KEY", "DATABASE_URL"]])
def test_outside_demo_mode_every_missing_secret_is_named(missing: list[str]) -> None:
    with pytest.raises(SettingsError) as refusal:
        read_settings({name: value for name, value in PRODUCTION.items() if name not in missing})
    for name in missing:
        assert name in str(refusal.value)


def test_an_empty_secret_is_a_missing_one() -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY"):
        read_settings({**PRODUCTION, "SECRET_KEY": ""})


def test_the_demonstrations_secret_is_no_secret_outside_it() -> None:
    with pytest.raises(SettingsError, match="anybody can read"):
        read_settings({**PRODUCTION, "SECRET_KEY": DEMO_SECRET})


@pytest.mark.parametrize("demo", ["true", "0", "yes", ""])
def test_demo_mode_is_1_and_nothing_else(demo: str) -> None:
    assert not read_settings({**PRODUCTION, "FQA_DEMO": demo}).demo


def test_demo_mode_needs_nothing() -> None:
    settings = read_settings({"FQA_DEMO": "1"})
    assert settings.secret_key == DEMO_SECRET
    assert settings.database_url.startswith("sqlite:///")


def test_production_keeps_cookies_to_https_unless_told_otherwise() -> None:
    assert read_settings(PRODUCTION).secure_cookies
    assert not read_settings({**PRODUCTION, "FQA_INSECURE_COOKIES": "1"}).secure_cookies


@pytest.mark.parametrize("url", ["postgresql://db/fqa", "postgres://db/fqa"])
def test_a_plain_postgresql_url_gets_its_driver(url: str) -> None:
    assert read_settings({**PRODUCTION, "DATABASE_URL": url}).database_url == "postgresql+psycopg://db/fqa"


@pytest.mark.parametrize("name", ["FQA_IDLE_MINUTES", "FQA_SESSION_HOURS", "FQA_WRITE_UP_WORKING_DAYS"])
@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many", "٣", " 5"])
def test_numbers_that_cannot_be_are_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({**PRODUCTION, name: value})
