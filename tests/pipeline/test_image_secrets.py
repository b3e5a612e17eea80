"""What counts as a secret of a deployment, and where it is found."""

from scripts.pipeline.image_secrets import held, secrets_of

CONFIG = {
    "services": {
        "oncall-service": {
            "environment": {
                "ADMIN_PASSWORD": "correct horse battery",
                "ENCRYPTION_KEYS": "first-key-of-two,second-key",
                "DATABASE_URL": "postgresql://oncall:word@postgres/oncall",
                "ADMIN_EMAIL": "admin@example.org",
                "SMTP_PASSWORD": "",
                "TWILIO_AUTH_TOKEN": None,
            }
        },
        "web-ui": {},
    }
}


def test_secrets_are_the_variables_that_say_so_and_have_a_value() -> None:
    assert set(secrets_of(CONFIG)) == {"ADMIN_PASSWORD", "ENCRYPTION_KEYS", "DATABASE_URL"}


def test_a_secret_is_found_in_a_layer_and_in_a_default_also_where_json_writes_it_otherwise() -> None:
    secrets = secrets_of(CONFIG) | {"SMTP_PASSWORD": 'with "quotes"'}
    assert held('{"CreatedBy":"RUN login --password=correct horse battery"}', secrets) == ["ADMIN_PASSWORD"]
    assert held('{"Env":["SMTP_PASSWORD=with \\"quotes\\""]}', secrets) == ["SMTP_PASSWORD"]
    assert held('{"Env":["PATH=/usr/bin"]}', secrets) == []
