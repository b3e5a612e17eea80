"""An integration may take only what its source signed: by a secret, or by Amazon's certificate."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from alert_ingestion.clients.sns import Sns
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from fastapi import FastAPI, Response

SECRET = "a signing secret"
AT = "/api/v1/integrations"
HOST = "https://sns.eu-west-1.amazonaws.com"
NOW = datetime.now(UTC)


def signed_with(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@pytest.fixture
def make(admin):
    async def making(service, **settings) -> dict:
        answer = await service.client.post(AT, headers=admin, json={"name": "its own", **settings})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return making


class Amazon:
    """Amazon's own side: a key, the certificate for it at an address, and subscriptions that were confirmed."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.key.public_key())
            .serial_number(1)
            .not_valid_before(NOW - timedelta(days=1))
            .not_valid_after(NOW + timedelta(days=1))
            .sign(self.key, hashes.SHA256())
        )
        self.confirmed: list[str] = []
        self.certificates_read = 0
        self.app = FastAPI()
        self.app.add_api_route("/cert.pem", self._certificate)
        self.app.add_api_route("/", self._confirm)

    def _certificate(self) -> Response:
        self.certificates_read += 1
        return Response(self.certificate.public_bytes(serialization.Encoding.PEM))

    def _confirm(self, Token: str) -> str:
        self.confirmed.append(Token)
        return "confirmed"

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app))

    def signs(self, message: dict) -> dict:
        names = ("Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
        if message["Type"] == "Notification":
            names = tuple(name for name in names if name not in ("SubscribeURL", "Token"))
        text = "".join(f"{name}\n{message[name]}\n" for name in names if name in message)
        algorithm = {"1": hashes.SHA1(), "2": hashes.SHA256()}[message["SignatureVersion"]]
        signature = self.key.sign(text.encode(), padding.PKCS1v15(), algorithm)
        return message | {"Signature": base64.b64encode(signature).decode()}


@pytest.fixture
def amazon() -> Amazon:
    return Amazon()


@pytest.fixture
def sns_message(fixture_body):
    def message(name: str, version: str = "2", **changes) -> dict:
        sent = json.loads(fixture_body(f"aws_sns_cloudwatch/{name}.json"))
        urls = {"SigningCertURL": f"{HOST}/cert.pem", "SignatureVersion": version}
        if "SubscribeURL" in sent:
            urls["SubscribeURL"] = f"{HOST}/?Action=ConfirmSubscription&Token=the-token"
        return sent | urls | changes

    return message


@pytest.mark.parametrize(
    ("source", "header", "prefix", "fixture"),
    [
        ("github", "X-Hub-Signature-256", "sha256=", "github/workflow_run_failure.json"),
        ("sentry", "Sentry-Hook-Signature", "", "sentry/metric_alert_critical.json"),
    ],
)
def test_what_was_not_signed_with_the_secret_is_refused_and_nothing_of_it_stored(
    serve, run, make, stored, fixture_body, source, header, prefix, fixture
) -> None:
    body = fixture_body(fixture)

    async def journey():
        async with serve() as service:
            own = await make(service, source=source, signing_secret=SECRET)
            to, key = f"{AT}/{source}", {"Authorization": f"Bearer {own['key']}"}
            refused = [
                await service.post(to, body, **key),
                await service.post(to, body, **key, **{header: prefix + signed_with("another secret", body)}),
                await service.post(to, body + b" ", **key, **{header: prefix + signed_with(SECRET, body)}),
            ]
            elsewhere = await service.post(
                "/api/v1/alerts", {"service": "s", "severity": "high", "message": "m"}, **key
            )
            before = len(stored())
            taken = await service.post(to, body, **key, **{header: prefix + signed_with(SECRET, body)})
            return own, refused, elsewhere, before, taken

    own, refused, elsewhere, before, taken = run(journey())
    assert (own["requires_signature"], "signing_secret" in own) == (True, False)
    assert [answer.status_code for answer in refused] == [401] * 3
    assert "signing secret" in refused[0].json()["detail"]
    assert (elsewhere.status_code, before) == (403, 0)
    assert taken.status_code == 201
    assert len(stored()) == 1


def test_a_signing_secret_is_kept_sealed_stays_when_unsaid_and_goes_when_told(
    serve, run, make, admin, database, fixture_body
) -> None:
    body = fixture_body("github/workflow_run_failure.json")
    kept = []

    async def journey():
        async with serve() as service:
            own = await make(service, source="github", signing_secret=SECRET)
            to, key = f"{AT}/github", {"Authorization": f"Bearer {own['key']}"}
            answers = []
            for change in ({"service": "ci"}, {"signing_secret": "a newer secret"}, {"signing_secret": None}):
                given = {"name": "its own", "source": "github", **change}
                changed = await service.client.put(f"{AT}/{own['id']}", headers=admin, json=given)
                assert changed.status_code == 200, changed.text
                kept.append(database.owner.value("SELECT signing_secret FROM alerts.integrations"))
                for known in list(service.app.state.callers._remembered):
                    service.app.state.callers.forget(known)
                signature = {"X-Hub-Signature-256": "sha256=" + signed_with(SECRET, body)}
                answers.append((await service.post(to, body, **key, **signature)).status_code)
            return answers

    assert run(journey()) == [201, 401, 201]
    assert kept[0].startswith("enc:") and SECRET not in kept[0]
    assert kept[1] != kept[0]
    assert kept[2] is None


def test_a_secret_that_cannot_be_read_lets_nobody_in(serve, run, make, database, stored, fixture_body) -> None:
    body = fixture_body("github/workflow_run_failure.json")

    async def journey():
        async with serve() as service:
            own = await make(service, source="github", signing_secret=SECRET)
            database.owner.execute("UPDATE alerts.integrations SET signing_secret = 'enc:00000000:gone'")
            return await service.post(f"{AT}/github", body, Authorization=f"Bearer {own['key']}")

    answer = run(journey())
    assert answer.status_code == 503
    assert "Enter it again" in answer.json()["detail"]
    assert stored() == []


@pytest.mark.parametrize("version", ["1", "2"])
def test_an_alarm_is_taken_when_amazon_signed_it_and_the_certificate_is_read_once(
    serve, run, make, amazon, sns_message, stored, version
) -> None:
    signed = amazon.signs(sns_message("alarm", version))

    async def journey():
        async with serve() as service:
            service.app.state.sns = Sns(lambda: NOW, amazon.client)
            own = await make(service, source="cloudwatch", requires_signature=True)
            to, key = f"{AT}/cloudwatch", {"Authorization": f"Bearer {own['key']}"}
            refused = [
                signed | {"Message": signed["Message"].replace("ALARM", "OK")},
                signed | {"Signature": "no Base64"},
                signed | {"SigningCertURL": "https://sns.eu-west-1.amazonaws.com.example.org/cert.pem"},
                signed | {"SigningCertURL": "http://sns.eu-west-1.amazonaws.com/cert.pem"},
                signed | {"SigningCertURL": "https://user@sns.eu-west-1.amazonaws.com/cert.pem"},
                signed | {"SigningCertURL": "https://sns.eu-west-1.amazonaws.com:8443/cert.pem"},
                json.loads(signed["Message"]),
            ]
            answers = [await service.post(to, message, **key) for message in refused]
            before = len(stored())
            taken = [await service.post(to, signed, **key) for _ in range(2)]
            return answers, before, taken

    answers, before, taken = run(journey())
    assert [answer.status_code for answer in answers] == [401] * 7
    assert before == 0
    assert [answer.json()["results"][0]["result"] for answer in taken] == ["new_incident", "deduplicated"]
    assert amazon.certificates_read == 1


def test_a_subscription_is_confirmed_when_amazon_asked_and_else_told_of(
    serve, run, amazon, sns_message, stored
) -> None:
    async def journey():
        async with serve() as service:
            service.app.state.sns = Sns(lambda: NOW, amazon.client)
            for message in (
                sns_message("subscription_confirmation", Signature="c29tZWJvZHkgZWxzZQ=="),
                amazon.signs(sns_message("subscription_confirmation", SubscribeURL="https://169.254.169.254/latest")),
                amazon.signs(sns_message("subscription_confirmation")),
            ):
                answer = await service.post(f"{AT}/cloudwatch", message)
                assert answer.json()["results"][0]["result"] == "recorded"

    run(journey())
    assert amazon.confirmed == ["the-token"]
    said = [row["message"].partition(". ")[2] for row in stored()]
    assert [text.split(".")[0] for text in said] == ["It was not confirmed", "It was not confirmed", "It was confirmed"]


def test_an_alarm_whose_certificate_cannot_be_had_is_to_be_sent_again(
    serve, run, make, amazon, sns_message, stored
) -> None:
    signed = amazon.signs(sns_message("alarm", SigningCertURL=f"{HOST}/gone.pem"))

    async def journey():
        async with serve() as service:
            service.app.state.sns = Sns(lambda: NOW, amazon.client)
            own = await make(service, source="cloudwatch", requires_signature=True)
            return await service.post(f"{AT}/cloudwatch", signed, Authorization=f"Bearer {own['key']}")

    answer = run(journey())
    assert (answer.status_code, "retry-after" in answer.headers, stored()) == (503, True, [])


@pytest.mark.parametrize(
    "settings",
    [
        {"source": "grafana", "signing_secret": SECRET},
        {"source": "github", "requires_signature": True},
        {"source": "grafana", "requires_signature": True},
        {"source": "github", "signing_secret": "short"},
    ],
)
def test_signatures_that_nobody_could_check_are_not_asked_for(serve, run, admin, settings) -> None:
    async def journey():
        async with serve() as service:
            return await service.client.post(AT, headers=admin, json={"name": "its own", **settings})

    assert run(journey()).status_code == 422
