"""Matchers mean the alerts that Alertmanager's would."""

import pytest
from alert_ingestion.domain.alert import Alert, Severity
from alert_ingestion.domain.matchers import BadMatcher, Matcher, Operator, matcher_from
from alert_ingestion.patterns import compiled, mean_everything

ALERT = Alert("checkout-api", Severity.HIGH, "disk is full", "f" * 64, labels={"region": "eu-1", "service": "other"})


@pytest.mark.parametrize(
    ("text", "matcher"),
    [
        ('service="checkout"', Matcher("service", Operator.EQUAL, "checkout")),
        ("service = checkout ", Matcher("service", Operator.EQUAL, "checkout")),
        ('a!="say \\"no\\"\\n"', Matcher("a", Operator.NOT_EQUAL, 'say "no"\n')),
        ("region=~eu-.*", Matcher("region", Operator.MATCHES, "eu-.*")),
        ('k8s.pod/name !~ "a|b"', Matcher("k8s.pod/name", Operator.DOES_NOT_MATCH, "a|b")),
        ("region=", Matcher("region", Operator.EQUAL, "")),
    ],
)
def test_a_matcher_is_read_with_and_without_quotation_marks(text, matcher) -> None:
    assert matcher_from(text) == matcher


@pytest.mark.parametrize("text", ["", "service", '="a"', 'a=="b"c"', 'a="b', "1a=b", 'a=~"("', "a=~(?=x)"])
def test_what_is_no_matcher_is_refused(text) -> None:
    with pytest.raises(BadMatcher):
        compiled([text])


@pytest.mark.parametrize(
    ("texts", "fits"),
    [
        (['service="checkout-api"'], True),  # the field goes before the label of that name
        (['service="other"'], False),
        (["severity=~high|critical", 'region!="eu-2"'], True),
        (["region=~eu"], False),  # patterns match as a whole
        (["region!~eu.*"], False),
        (["team="], True),  # what is not there is empty
        (["team!="], False),
        (["message=~(?i).*DISK.*"], True),
    ],
)
def test_all_matchers_must_fit(texts, fits) -> None:
    assert compiled(texts)(ALERT) is fits


@pytest.mark.parametrize(("texts", "everything"), [(["a=~.*"], True), (["a!=b"], True), (["a=~.*", "b=c"], False)])
def test_matchers_that_fit_anything_are_told_from_others(texts, everything) -> None:
    assert mean_everything(texts) is everything
