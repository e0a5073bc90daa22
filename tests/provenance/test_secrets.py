"""No secret goes into what is kept, and ordinary code stays as it is."""

import importlib
import pkgutil
import re
import subprocess
import sys
import uuid
from pathlib import Path

import detect_secrets.plugins
import pytest
from hypothesis import given, settings, strategies
from planted_secrets import planted

from gofigr_jupyter.provenance import detectors
from gofigr_jupyter.provenance.secrets import Guard, redact


@pytest.mark.parametrize(
    ("source", "secret"), [p[1:] for p in planted()], ids=[p[0] for p in planted()]
)
def test_a_planted_secret_is_removed(source, secret):
    redacted = redact(source)
    assert secret not in redacted.text
    assert sum(redacted.kinds.values()) >= 1
    assert redact(redacted.text).text == redacted.text


def test_a_private_key_is_removed_whole():
    body = "MIIEowIBAAKCAQEA7bq\n" * 20
    source = (
        f'KEY = """-----BEGIN RSA PRIVATE KEY-----\n{body}-----END RSA PRIVATE KEY-----"""\nx = 1'
    )
    redacted = redact(source)
    assert redacted.text == 'KEY = """<secret removed: private key>"""\nx = 1'
    assert redacted.kinds == {"private key": 1}


def ordinary():
    """The sources of this project and of its notebooks: thousands of lines without a secret."""
    root = Path(__file__).parents[2]
    files = sorted((root / "gofigr_jupyter").rglob("*.py"))
    files += sorted((root / "tests" / "corpus" / "notebooks").glob("*.txt"))
    files += sorted((root / "notebooks").glob("*.ipynb"))
    return [file.read_text() for file in files]


def test_ordinary_code_loses_at_most_one_text_in_a_thousand_lines():
    sources = ordinary()
    lines = sum(source.count("\n") for source in sources)
    lost = sum(sum(redact(source).kinds.values()) for source in sources)
    assert lines > 10_000
    assert lost <= lines / 1000


@pytest.mark.parametrize(
    "source",
    [
        'os.environ.get("API_TOKEN", "")',
        'columns = ["Mean_Acc1298_Std_Mem40_Rolloff"]',
        'password = os.environ["DB_PASSWORD"]',
        'token = "<your token>"',
        'api_key = getpass("API key: ")',
        'df["token_count"] = 3',
        'key = "species"',
        'plt.plot(x, color="#1f77b4")',
        'md5 = "d41d8cd98f00b204e9800998ecf8427e"',
        'df = pd.read_csv("https://raw.githubusercontent.com/mwaskom/seaborn-data/master/iris.csv")',
        'uuid = "7d444840-9dc0-11d1-b245-5ffdce74fad2"',
        'pd.to_datetime("2024-01-31T12:00:00")',
        "AutoTokenizer.from_pretrained('bert-base-uncased')",
        'columns = ("token", "workspace")',
        'engine = "postgresql://user:password@host/lab"',
        'secretary = df["name"]',
        'f"postgresql://{user}:{password}@{host}/lab"',
    ],
)
def test_ordinary_lines_stay_as_they_are(source):
    assert redact(source).text == source


FIXED_FORMATS = {
    "ArtifactoryDetector": 1,
    "AWSKeyDetector": 1,
    "AzureStorageKeyDetector": 1,
    "DiscordBotTokenDetector": 1,
    "GitHubTokenDetector": 1,
    "GitLabTokenDetector": 7,
    "MailchimpDetector": 1,
    "OpenAIDetector": 1,
    "PypiTokenDetector": 2,
    "SendGridDetector": 1,
    "SlackDetector": 2,
    "SquareOAuthDetector": 1,
    "StripeDetector": 1,
    "TelegramBotTokenDetector": 1,
    "TwilioKeyDetector": 2,
}
"""The detectors of detect-secrets for tokens of a fixed format, and how many formats each has."""


def known_formats():
    for module in pkgutil.iter_modules(detect_secrets.plugins.__path__):
        plugins = vars(importlib.import_module(f"detect_secrets.plugins.{module.name}"))
        for name in FIXED_FORMATS.keys() & plugins.keys():
            for number, form in enumerate(plugins[name].denylist[: FIXED_FORMATS[name]]):
                yield pytest.param(form.pattern, id=f"{name} {number}")


@pytest.mark.parametrize("form", sorted(known_formats(), key=lambda param: param.id))
@given(data=strategies.data())
@settings(max_examples=10, derandomize=True, database=None, deadline=None)
def test_what_a_library_of_detectors_knows_is_removed(form, data):
    letters = strategies.from_regex(re.compile(form, re.ASCII), fullmatch=True)
    secret = data.draw(letters).strip(' =:"\t\n\r\f\v')

    assert secret not in redact(f'connect("{secret}")').text


@pytest.mark.parametrize(
    ("source", "secret"),
    [
        ("%env IBM_API_KEY={}", "a1B2c3D4e5F6" * 3 + "g7H8i9J0"),
        ("softlayer_api_key: {}  # {0}", "0a1b2c3d" * 8),
        ("!npm config set //registry.example/:_authToken={}", str(uuid.UUID(int=4711))),
    ],
)
def test_what_only_the_library_knows_is_removed_wherever_it_stands(source, secret):
    source = source.replace("{}", "{0}")

    redacted = redact(source.format(secret))

    (kind,) = redacted.kinds
    assert redacted.text == source.format(f"<secret removed: {kind}>")
    assert redact(source.format(secret), (secret,)).text == source.format(secret)


def test_the_library_is_not_loaded_for_words():
    code = (
        "import sys; from gofigr_jupyter.provenance.secrets import redact\n"
        "redact('no figure was shown'); print('detect_secrets' in sys.modules)\n"
        "redact('x = read_the_measurements()'); print('detect_secrets' in sys.modules)\n"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert told.stdout.split() == [b"False", b"True"]


def test_a_page_in_one_line_is_not_looked_at_for_seconds():
    page = "see http://a:" * detectors.LONGEST

    assert list(detectors.found(page)) == []
    assert redact(f"{page}\nghp_{'a1' * 18}").kinds == {"GitHub token": 1}


@pytest.mark.parametrize(
    "output",
    [
        '<div class="sk-toggleable__content sk-toggleable__label-arrow-fitted">',
        '<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAE/EAAACAYAAAAfFcSJAAAADUl">',
        '{"y":{"dtype":"f8","bdata":"AAAAAAAA8D8zMzMzMzMDQJqZmZmZmQFA+AKCAAAAAAB3"}}',
        '"docid":"7d444840-9dc0-11d1-b245-5ffdce74fad2","password":"of-a-map-server"',
    ],
)
def test_what_libraries_draw_stays_as_it_is(output):
    assert Guard().clean_output(output.encode()) == output.encode()


def test_outputs_lose_the_secrets_of_known_formats():
    guard = Guard(("ghp_welcome*",))
    token, welcome = "ghp_" + "a1" * 18, "ghp_welcome" + "a1" * 15

    assert guard.clean_output(f"<p>\xb5 {token} {welcome}</p>".encode("latin-1")) == (
        f"<p>\xb5 <secret removed: GitHub token> {welcome}</p>".encode("latin-1")
    )
    assert guard.kinds == {"GitHub token": 1}


def test_what_is_allowed_stays():
    source = 'token = "not-a-secret-4711"; other_token = "a-real-secret-42"; key("AKIA' + "A" * 16

    redacted = redact(source, ("not-a-*", "AKIA*"))

    assert redacted.text == source.replace(
        "a-real-secret-42", "<secret removed: password or token>"
    )


def test_the_signature_of_an_address_is_removed():
    source = "pd.read_csv('https://lab.example/t.csv?v=1&X-Amz-Signature={}')"

    redacted = redact(source.format("0a1b2c3d4e5f60718293"))

    assert redacted.text == source.format("<secret removed: signed address>")
