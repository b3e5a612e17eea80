"""What trivy did not look at is not clean."""

from scripts.pipeline.configuration import faults_in, must_be_checked, not_checked

CLEAN = {"Target": "services/web-ui/Dockerfile", "MisconfSummary": {"Successes": 28, "Failures": 0}}
FAULTY = {
    "Target": "services/oncall-service/Dockerfile",
    "MisconfSummary": {"Successes": 27, "Failures": 1},
    "Misconfigurations": [{"ID": "DS002", "Severity": "HIGH", "Message": "Last USER command should not be 'root'"}],
}


def test_a_fault_is_told_with_its_file_and_check() -> None:
    assert faults_in({"Results": [CLEAN, FAULTY]}) == [
        "services/oncall-service/Dockerfile: DS002 (high) Last USER command should not be 'root'"
    ]
    assert faults_in({}) == []


def test_a_file_that_the_report_does_not_have_was_not_checked() -> None:
    must = ["services/oncall-service/Dockerfile", "deploy/helm/templates/web-ui.yaml"]
    assert not_checked({"Results": [CLEAN, FAULTY]}, must) == ["deploy/helm/templates/web-ui.yaml"]
    assert not_checked({}, must) == must
    assert not_checked({"Results": [{"Target": "deploy/helm/templates/web-ui.yaml"}]}, must) == must


def test_every_image_and_every_workload_of_the_chart_must_be_checked() -> None:
    must = must_be_checked()
    assert {"services/oncall-service/Dockerfile", "database/Dockerfile", "services/web-ui/Dockerfile"} <= set(must)
    assert {
        "deploy/helm/templates/services.yaml",
        "deploy/helm/templates/web-ui.yaml",
        "deploy/helm/templates/migrate.yaml",
    } <= set(must)
