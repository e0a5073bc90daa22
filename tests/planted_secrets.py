"""Secrets of twenty kinds, ten of each, in code that people write."""

import random
import string

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
