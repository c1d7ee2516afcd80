"""Settings: what they may be, what is said where they are not, and where it is said."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hrgl.errors import NotValid
from hrgl.settings import ROOT, Settings, settings, variable, warn_of_unknown

SECRET = "correct-horse"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("HRGL_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize("word", ["true", "TRUE", "1", "yes", "on"])
def test_yes_is_understood_in_every_usual_word(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("HRGL_HTTPS", word)
    assert settings().https is True


@pytest.mark.parametrize("word", ["false", "0", "no", "off", "Off"])
def test_no_is_understood_in_every_usual_word(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("HRGL_WORKER", word)
    assert settings().worker is False


def test_what_is_set_to_nothing_is_as_if_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(variable(name), "")
    assert settings() == Settings.model_construct()


@pytest.mark.parametrize(
    ("name", "found", "said"),
    [
        ("HRGL_PORT", "abc", "is “abc”, but must be a whole number from 1 to 65535"),
        ("HRGL_PORT", "0", "is “0”, but must be a whole number from 1 to 65535"),
        ("HRGL_PORT", "65536", "is “65536”, but must be a whole number from 1 to 65535"),
        ("HRGL_HTTPS", "maybe", "is “maybe”, but must be yes or no"),
        ("HRGL_SMTP_PORT", "0", "is “0”, but must be a whole number from 1 to 65535"),
        ("HRGL_SMTP_FROM", "academy", "is “academy”, but must be an e-mail address such as"),
        ("HRGL_SMTP_FROM", "a@b.example, c@d.example", "must be an e-mail address such as"),
        ("HRGL_OIDC_ISSUER", "http://localhost.city.example", "must be an address that begins"),
    ],
)
def test_a_wrong_setting_is_named_with_what_was_found_and_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, found: str, said: str
) -> None:
    monkeypatch.setenv(name, found)
    with pytest.raises(NotValid) as refused:
        settings()
    assert str(refused.value).startswith(name)
    assert said in str(refused.value)


def test_every_wrong_setting_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRGL_PORT", "abc")
    monkeypatch.setenv("HRGL_DEBUG", "a little")
    with pytest.raises(NotValid) as refused:
        settings()
    assert [line.split()[0] for line in str(refused.value).splitlines()] == [
        "HRGL_PORT",
        "HRGL_DEBUG",
    ]


@pytest.mark.parametrize(
    "url", [f"mysql://us:{SECRET}@host/db", f"postgresql://us:{SECRET}@host:port/db", SECRET]
)
def test_a_secret_is_never_repeated(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("HRGL_DATABASE_URL", url)
    with pytest.raises(NotValid, match=r"^HRGL_DATABASE_URL .* must be an address") as refused:
        settings()
    assert SECRET not in str(refused.value)
    assert refused.value.__suppress_context__
    monkeypatch.setenv("HRGL_DATABASE_URL", f"postgresql://us:{SECRET}@host/db")
    monkeypatch.setenv("HRGL_OIDC_CLIENT_SECRET", SECRET)
    assert SECRET not in repr(settings())


MAIL = {
    "HRGL_SMTP_HOST": "mail.example.org",
    "HRGL_SMTP_FROM": "a@example.org",
    "HRGL_SMTP_USER": "a",
    "HRGL_SMTP_PASSWORD": SECRET,
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"HRGL_SMTP_FROM": ""}, "HRGL_SMTP_HOST is set, but not HRGL_SMTP_FROM"),
        ({"HRGL_SMTP_USER": ""}, "only one is set. Set both, or none"),
        ({"HRGL_SMTP_PASSWORD": ""}, "only one is set. Set both, or none"),
        ({"HRGL_SMTP_STARTTLS": "no"}, "would go to another machine for all to read"),
    ],
)
def test_mail_is_set_up_whole_and_no_password_goes_out_in_the_clear(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], said: str
) -> None:
    for name, value in {**MAIL, **changed}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NotValid, match=said) as refused:
        settings()
    assert SECRET not in str(refused.value)
    for name, value in {**MAIL, "HRGL_SMTP_HOST": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    assert SECRET not in repr(settings())


def test_every_setting_says_what_it_means_and_numbers_have_limits() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        if field.annotation is int:
            limits = {
                end for limit in field.metadata for end in ("ge", "le") if hasattr(limit, end)
            }
            assert limits == {"ge", "le"}, name


def test_a_slip_in_a_name_is_named_with_what_was_meant(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("HRGL_PROT", "1")
    monkeypatch.setenv("HRGL_UMBRELLA", "1")
    monkeypatch.setenv("HRGL_TEST_KILLS", "1")
    warn_of_unknown()
    warn_of_unknown()
    assert caplog.messages == [
        "HRGL_PROT is no setting of hrgl and does nothing. Did you mean HRGL_PORT?",
        "HRGL_UMBRELLA is no setting of hrgl and does nothing. See: python -m hrgl settings",
    ]


def test_what_the_template_of_nginx_reads_is_no_slip(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    template = (ROOT / "deploy" / "nginx.conf.template").read_text("utf-8")
    words = {word.partition("}")[0] for word in template.split("${")[1:]}
    assert len(words) == 4
    for name in words:
        monkeypatch.setenv(name, "1")
    warn_of_unknown()
    assert not caplog.messages


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "hrgl", "ledger", "--edition", "2023"),
        ("-m", "hrgl", "serve"),
        ("-m", "hrgl", "worker"),
        ("-m", "streamlit", "run", "app.py"),
    ],
    ids=lambda command: " ".join(command),
)
def test_at_every_entrance_a_wrong_setting_is_a_sentence_and_no_traceback(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    found = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "HRGL_DATABASE_URL": url, "HRGL_PORT": "abc"},
    )
    assert found.returncode == 1
    assert found.stderr.splitlines()[-1].startswith("HRGL_PORT is “abc”, but must be a whole")
    assert "Traceback" not in found.stdout + found.stderr


def test_nothing_but_the_settings_reads_variables_of_ours() -> None:
    """What is read elsewhere is neither checked nor told."""
    reading = re.compile(r"(environ(\.\w+)?\s*[\[(]|getenv\()\s*f?[\"']HRGL_")
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "hrgl").rglob("*.py")]
    assert [path for path in files if reading.search(path.read_text("utf-8"))] == []
