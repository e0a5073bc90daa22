"""No secret goes into what is kept, and ordinary code stays as it is."""

import importlib
import pkgutil
import random
import re
import string
from pathlib import Path

import detect_secrets.plugins
import pytest
from hypothesis import given, settings, strategies

from gofigr_jupyter.provenance.secrets import redact

LETTERS = string.ascii_letters + string.digits
HEX = "0123456789abcdef"


def some(chance, alphabet, length):
    return "".join(chance.choice(alphabet) for _ in range(length))


def mixed(chance, length):
    return "aB3" + some(chance, LETTERS, length - 3)


KINDS = {
    "AWS access key": lambda c: "AKIA" + some(c, string.ascii_uppercase + string.digits, 16),
    "AWS secret": lambda c: mixed(c, 40),
    "GitHub": lambda c: "ghp_" + some(c, LETTERS, 36),
    "GitHub fine-grained": lambda c: "github_pat_" + some(c, LETTERS, 60),
    "GitLab": lambda c: "glpat-" + some(c, LETTERS, 20),
    "Slack": lambda c: f"xoxb-{some(c, string.digits, 12)}-{some(c, LETTERS, 24)}",
    "Stripe": lambda c: "sk_live_" + some(c, LETTERS, 24),
    "OpenAI": lambda c: "sk-proj-" + some(c, LETTERS, 48),
    "Anthropic": lambda c: "sk-ant-api03-" + some(c, LETTERS, 60),
    "Google": lambda c: "AIza" + some(c, LETTERS + "_-", 35),
    "Hugging Face": lambda c: "hf_" + some(c, LETTERS, 34),
    "PyPI": lambda c: "pypi-AgEIcHlwaS5vcmc" + some(c, LETTERS, 60),
    "npm": lambda c: "npm_" + some(c, LETTERS, 36),
    "SendGrid": lambda c: f"SG.{some(c, LETTERS, 22)}.{some(c, LETTERS, 43)}",
    "Databricks": lambda c: "dapi" + some(c, HEX, 32),
    "JSON Web Token": lambda c: f"eyJ{mixed(c, 20)}.eyJ{mixed(c, 30)}.{mixed(c, 43)}",
    "Telegram": lambda c: f"{some(c, '123456789', 9)}:AA{some(c, LETTERS, 33)}",
    "W&B": lambda c: some(c, HEX, 40),
    "password": lambda c: some(c, LETTERS + "!#%&", 11) + "7",
    "connection": lambda c: some(c, LETTERS, 14),
}
PLACES = {
    "AWS secret": [
        'aws_secret_access_key = "{}"',
        "session = boto3.Session(aws_secret_access_key='{}')",
        'config = {{"secret": "{}"}}',
        'x = "{}"',
        'os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "{}")',
    ],
    "W&B": [
        'wandb.login(key="{}")',
        'os.environ["WANDB_API_KEY"] = "{}"',
        'WANDB_API_KEY = "{}"',
        "%env WANDB_API_KEY=ignored\napi_key='{}'",
        'config = dict(api_key="{}")',
    ],
    "password": [
        'password = "{}"',
        "login(user='ann', password='{}')",
        'PASSWORD: str = "{}"',
        '{{"password": "{}"}}',
        'if passwd == "{}": pass',
    ],
    "connection": [
        'create_engine("postgresql://ann:{}@db.example.org/lab")',
        "url = 'mysql+pymysql://root:{}@localhost:3306/x'",
        'redis.from_url("redis://:{}@cache:6379")',
        'requests.get("https://ann:{}@files.example.org/data.csv")',
        "mongo = MongoClient('mongodb+srv://ann:{}@cluster.example.net')",
    ],
}
ANYWHERE = [
    'client = Client("{}")',
    'headers = {{"Authorization": "Bearer {}"}}',
    "!curl -H 'X-Key: {}' https://example.org",
    "# my key is {}\nplt.plot([1])",
    'os.environ["SERVICE"] = "{}"',
]


def planted():
    chance = random.Random(7)
    for kind, make in KINDS.items():
        for number in range(10):
            places = PLACES.get(kind, ANYWHERE)
            secret = make(chance)
            yield f"{kind} {number}", places[number % len(places)].format(secret), secret


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
