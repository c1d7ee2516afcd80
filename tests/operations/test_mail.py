"""Mail goes out through a server of this machine: what is in it, and what is said if not."""

import logging
from pathlib import Path

import pytest

from hrgl.errors import Unavailable
from hrgl.operations import mail
from hrgl.operations.mail import Letter
from tests.mailing import FROM, PASSWORD, USER, certificate, post_office, use

LETTER = Letter("Something waits", "It waits here: https://rights.example\n")
BOTH = ["anna@x.example", "bo@x.example"]


def _heard(caplog: pytest.LogCaptureFixture) -> str:
    """What was logged, but by the mail server of the test."""
    return "\n".join(each.getMessage() for each in caplog.records if each.name != "mail.log")


def test_without_a_server_in_the_environment_none_is_set_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HRGL_SMTP_HOST", raising=False)
    assert not mail.mail_is_set_up()
    use(monkeypatch, 25)
    assert mail.mail_is_set_up()


def test_everybody_gets_the_letter_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as office:
        use(monkeypatch, office.port)
        assert mail.when_reached([1, 2]) == [1, 2]
        assert office.letters == []
        assert mail.send_letter(LETTER, BOTH) == []
    assert office.addresses == BOTH
    [first, _] = office.letters
    assert (first["From"], first["Subject"]) == (FROM, "Something waits")
    assert first.get_content().replace("\r\n", "\n") == LETTER.text
    assert (first["Auto-Submitted"], "Date" in first) == ("auto-generated", True)
    assert first["Message-ID"].endswith("@example.org>")


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_password_is_used_and_never_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with post_office(auth_required=True) as office:
        use(monkeypatch, office.port, user=USER, password=PASSWORD)
        assert mail.send_letter(LETTER, BOTH) == []
        assert (office.addresses, set(office.signed_in)) == (BOTH, {USER})
        use(monkeypatch, office.port, user=USER, password=f"wrong-{PASSWORD}")
        with pytest.raises(Unavailable, match="does not accept HRGL_SMTP_USER") as refused:
            mail.when_reached([])
    assert "SMTPAuthenticationError" in _heard(caplog)
    assert PASSWORD not in str(refused.value) + _heard(caplog)
    assert refused.value.__suppress_context__


def test_the_connection_is_encrypted_with_a_server_that_is_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    context, file = certificate(tmp_path)
    with post_office(tls_context=context) as office:
        use(monkeypatch, office.port, starttls="yes")
        with pytest.raises(Unavailable, match="certificate is none that this machine trusts"):
            mail.send_letter(LETTER, BOTH)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        assert mail.send_letter(LETTER, BOTH) == []
    assert office.encrypted == [True, True]


def test_a_server_that_cannot_encrypt_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as office:
        use(monkeypatch, office.port, starttls="yes")
        with pytest.raises(Unavailable, match="offers no encryption"):
            mail.send_letter(LETTER, BOTH)
    assert office.letters == []


def test_a_server_that_is_not_there_is_named_with_what_to_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with post_office() as office:
        use(monkeypatch, office.port)
    with pytest.raises(Unavailable, match=r"does not answer\. Check HRGL_SMTP_HOST") as refused:
        mail.when_reached([])
    assert str(refused.value).endswith("The text to copy does without a mail server.")


def test_whom_the_server_does_not_take_keeps_no_other_from_their_letter(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with post_office() as office:
        office.refused.add(BOTH[0])
        use(monkeypatch, office.port)
        assert mail.send_letter(LETTER, [*BOTH, "zoë@x.example"]) == [BOTH[0]]
    assert office.addresses[0] == BOTH[1]
    assert "did not take a mail" in _heard(caplog)
    assert BOTH[0] not in _heard(caplog)


def test_when_the_server_goes_away_what_was_left_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as office:
        office.gone_after = 1
        use(monkeypatch, office.port)
        assert mail.send_letter(LETTER, ["a@x.example", *BOTH]) == BOTH
    assert office.addresses == ["a@x.example"]
