"""Templates do what a text needs, and nothing else."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notification_service.templating import BadTemplate, rendered

FACTS = {
    "incident": {
        "title": "disk full\non db-1",
        "service": "db",
        "severity": "critical",
        "team": None,
        "alert_count": 3,
    },
    "person": "Ana",
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ incident.service | upper }}: {{ incident.title | first_line }}", "DB: disk full"),
        ("{% if incident.severity == 'critical' %}!{% else %}.{% endif %}{{ incident.alert_count }}", "!3"),
        ("[{{ incident.team }}]{{ incident.team | default('nobody') }}", "[]nobody"),
        ("{{ incident['title'] | cut(6) }}", "disk …"),
        ("{{ 'many' if incident.alert_count > 1 else 'one' }}", "many"),
    ],
)
def test_a_template_names_facts_chooses_and_filters(source, expected):
    assert rendered(source, FACTS) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ incident.__class__ }}",
        "{{ incident.items() }}",
        "{{ incident.keys }}",
        "{{ person.format }}",
        "{{ ('a' * 999999999) }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 'a' ~ 'b' }}",
        "{% for x in incident %}{{ x }}{% endfor %}",
        "{% set a = 1 %}{{ a }}",
        "{% macro m() %}{% endmacro %}x",
        "{% include 'x' %}",
        "{% import 'os' as os %}x",
        "{{ cycler('a') }}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ self }}",
        "{{ nothing }}",
        "{{ incident.nothing }}",
        "{{ incident.title | attr('upper') }}",
        "{{ incident.title | cut('x') }}",
        "{{ incident.title < 3 }}",
        "{% if %}",
        "{{ unclosed",
        "   ",
        "{{ '' }}",
        "{{ a" + "[a" * 300 + "]" * 300 + "}}",
        "{{" + "(" * 5000 + "1" + ")" * 5000 + "}}",
        "{% if 1 %}" * 500 + "x" + "{% endif %}" * 500,
    ],
)
def test_what_a_template_may_not_do_is_refused_with_a_reason(source):
    with pytest.raises(BadTemplate) as refused:
        rendered(source, FACTS)
    assert str(refused.value)


@given(st.text(max_size=300))
def test_text_of_an_alert_is_text_whatever_stands_in_it(title):
    assert rendered("({{ incident.title }})", {"incident": {"title": title}}) == f"({title})"


@given(st.text(alphabet="{}%|.() a1'[]~*ifend", max_size=120))
def test_whatever_is_typed_is_rendered_or_refused(source):
    with suppress(BadTemplate):
        rendered(source, FACTS)
