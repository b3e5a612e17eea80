"""An audit that could not look is not an audit that found nothing."""

import json

from scripts.pipeline.audit import of_npm_audit, of_pip_audit, without_hash


def test_a_known_fault_names_the_package_and_the_version_that_mends_it() -> None:
    report = {"dependencies": [
        {"name": "jinja2", "version": "3.1.5", "vulns": [{"id": "GHSA-1", "fix_versions": ["3.1.6"]}]},
        {"name": "httpx", "version": "0.28.1", "vulns": []},
    ]}  # fmt: skip
    audit = of_pip_audit(json.dumps(report), "")
    assert audit.faults == ("jinja2 3.1.5: GHSA-1, fixed in 3.1.6",)
    assert (audit.checked, audit.unchecked) == (2, "")


def test_a_package_that_was_skipped_was_not_checked() -> None:
    report = {"dependencies": [
        {"name": "jinja2", "version": "3.1.6", "vulns": []},
        {"name": "httpx", "skip_reason": "Dependency not found on PyPI"},
    ]}  # fmt: skip
    audit = of_pip_audit(json.dumps(report), "")
    assert (audit.faults, audit.checked) == ((), 1)
    assert audit.unchecked == "1 of 2: Dependency not found on PyPI"


def test_an_empty_report_or_none_at_all_checked_nothing() -> None:
    assert of_pip_audit('{"dependencies": []}', "").unchecked
    assert (
        of_pip_audit("", "Traceback\nConnectionError: no route to host").unchecked
        == "ConnectionError: no route to host"
    )
    assert of_npm_audit("", "").unchecked


def test_npm_that_gets_no_answer_checked_nothing() -> None:
    refused = {"message": "request failed", "error": {"summary": "audit endpoint returned an error"}}
    assert of_npm_audit(json.dumps(refused), "").unchecked == "audit endpoint returned an error"
    silent = {"message": "", "error": {"summary": "", "detail": ""}}
    assert (
        of_npm_audit(json.dumps(silent), "npm error 405 Method Not Allowed").unchecked
        == "npm error 405 Method Not Allowed"
    )


def test_npm_tells_how_many_it_looked_up() -> None:
    report = {
        "vulnerabilities": {"ws": {"severity": "high", "range": "<8.17.1"}},
        "metadata": {"dependencies": {"total": 480}},
    }
    audit = of_npm_audit(json.dumps(report), "")
    assert audit.faults == ("ws: high, <8.17.1",)
    assert (audit.checked, audit.unchecked) == (480, "")


def test_a_package_without_a_hash_is_named() -> None:
    requirements = (
        "httpx==0.28.1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "# a comment\n"
        "evil @ git+https://example.org/evil ; python_version > '3'\n"
    )
    lock = {"packages": {
        "": {"name": "web-ui"},
        "node_modules/react": {"integrity": "sha512-aa"},
        "node_modules/left-pad": {"resolved": "https://example.org/left-pad.tgz"},
    }}  # fmt: skip
    assert without_hash(requirements, lock) == ["evil", "node_modules/left-pad"]
