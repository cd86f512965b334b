"""An “@” may stand in an address, but never a name or password before the host."""

import pytest

from tests.settings.settings_file import empty_environment, load, refusal

SECRET = f"WEBHOOK_OUT_SECRET=whsec_{'A' * 32}\n"
NAMES = ["TERMS_URL", "PUBLIC_URL", "TELEGRAM_API_URL", "TRIBUTE_API_URL", "WEBHOOK_OUT_URL"]

pytestmark = pytest.mark.usefixtures(empty_environment.__name__)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("address", ["https://teletype.in/@me/terms", "https://shop.example:443/@"])
def test_an_address_may_have_one_in_its_path(name: str, address: str) -> None:
    line = f"{name}={address}\n" + (SECRET if name == "WEBHOOK_OUT_URL" else "")
    assert getattr(load(line), name.lower()) == address


@pytest.mark.parametrize("name", [*NAMES, "SUPPORT_CONTACT"])
@pytest.mark.parametrize(
    "address",
    [
        "https://canary:pass@shop.example/@me",
        "https://canary@shop.example",
        "HTTPS://@shop.example",
    ],
)
def test_no_address_has_a_name_or_password_before_its_host(name: str, address: str) -> None:
    assert refusal(f"{name}={address}\n").startswith(f"{name} ")


@pytest.mark.parametrize("end", ["/terms?by=@me", "/?by=@me", "/terms#@me"])
def test_the_terms_may_have_one_in_their_query_or_fragment(end: str) -> None:
    assert load(f"TERMS_URL=https://shop.example{end}\n").terms_url == f"https://shop.example{end}"


def test_a_contact_may_be_an_address_with_one_in_its_path() -> None:
    contact = "https://teletype.in/@me"
    assert load(f"SUPPORT_CONTACT={contact}\n").support_contact == contact
