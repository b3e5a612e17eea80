"""The chart for Kubernetes: what comes out of it is valid, closed, and what the services need."""

import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from dev_kit.databases import LOGINS, password_variable
from platform_kit.settings import from_environment

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")
KUBERNETES = ("1.33", "1.37")
# Their schemas belong to the operators that bring them, and are not to be had from a package registry.
CUSTOM = {"Cluster", "ScheduledBackup", "Pooler", "HTTPRoute", "ServiceMonitor", "PrometheusRule"}
NEEDED = {
    "publicUrl": "https://oncall.example.com",
    "adminEmail": "admin@example.com",
    "existingSecret": "oncall-secrets",
    "image": {"registry": "registry.example.com/oncall"},
    "postgresql": {"external": {"host": "db.example.com"}},
}
Objects = dict[tuple[str, str], dict[str, Any]]


def pod_templates(objects: Objects) -> Iterator[tuple[str, dict[str, Any]]]:
    for (kind, name), thing in objects.items():
        if kind in ("Deployment", "Job"):
            yield name, thing["spec"]["template"]
        if kind == "CronJob":
            yield name, thing["spec"]["jobTemplate"]["spec"]["template"]


def environment(objects: Objects, service: str) -> dict[str, dict[str, Any]]:
    container = objects["Deployment", service]["spec"]["template"]["spec"]["containers"][0]
    return {variable["name"]: variable for variable in container["env"]}


@pytest.mark.parametrize("version", KUBERNETES)
def test_every_object_is_valid_for_kubernetes(
    everything: Objects, external: Objects, on_upgrade: Objects, version: str
) -> None:
    kinds = {kind for kind, _ in everything}
    checked = [thing for objects in (everything, external, on_upgrade) for thing in objects.values()]
    distinct = {yaml.safe_dump(thing): thing for thing in checked if thing["kind"] not in CUSTOM}
    assert kinds > CUSTOM  # what is not checked here is really made
    for thing in distinct.values():
        kubernetes_validate.validate(thing, version, strict=True)


def test_helm_finds_nothing_to_complain_of(helm: Any) -> None:
    said = helm.lint(ROOT / "deploy" / "helm", NEEDED, strict=True)
    assert said["errors"] == []
    assert [found for found in said["messages"] if found["severity"] > 1] == []  # 1: it has no icon


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("publicUrl", "publicUrl: where people reach the UI"),
        ("adminEmail", "adminEmail: the first administrator"),
        ("existingSecret", "existingSecret: the Secret"),
        ("image", "image.registry: where the images were pushed"),
        ("postgresql", "postgresql: either cloudNativePG.enabled or external.host"),
    ],
)
def test_what_must_be_given_is_asked_for_by_name(
    helm: Any, render: Callable[..., Objects], missing: str, says: str
) -> None:
    with pytest.raises(helm.HelmError, match=re.escape(says)):
        render({name: value for name, value in NEEDED.items() if name != missing})


def test_all_pods_keep_to_pod_security_restricted(everything: Objects, external: Objects) -> None:
    for objects in (everything, external):
        for name, template in pod_templates(objects):
            pod = template["spec"]
            assert pod["securityContext"]["runAsNonRoot"], name
            assert pod["securityContext"]["runAsUser"] > 0, name
            assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
            assert pod["automountServiceAccountToken"] is False, name
            assert not {"hostNetwork", "hostPID", "hostIPC"} & pod.keys(), name
            kinds = {next(iter(volume.keys() - {"name"})) for volume in pod["volumes"]}
            assert kinds == ({"emptyDir", "persistentVolumeClaim"} if name == "archive" else {"emptyDir"}), name
            for container in pod["containers"]:
                context = container["securityContext"]
                assert context["allowPrivilegeEscalation"] is False, name
                assert context["readOnlyRootFilesystem"] is True, name
                assert context["capabilities"] == {"drop": ["ALL"]}, name
                assert container["resources"].keys() == {"requests", "limits"}, name
                assert not any("hostPort" in port for port in container.get("ports", ())), name


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("which", ["everything", "external"])
def test_each_service_starts_with_what_the_chart_gives_it(
    which: str, service: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects: Objects = request.getfixturevalue(which)
    values: dict[str, str] = {}
    for name, variable in environment(objects, service).items():
        if "valueFrom" in variable:
            if variable["valueFrom"]["secretKeyRef"].get("optional"):
                continue
            values[name] = "ock_" + "s" * 40
        else:  # what kubelet does: an earlier variable is put in
            values[name] = re.sub(r"\$\((\w+)\)", lambda found: values[found[1]], variable["value"])
        monkeypatch.setenv(name, values[name])
    settings = from_environment(importlib.import_module(f"{service.replace('-', '_')}.settings").Settings)
    login = service.replace("-", "_")
    host = "prod-oncall-platform-db-pooler:5432" if which == "everything" else "db.example.com:5432"
    assert settings.database_url == f"postgresql://{login}:{values['DATABASE_PASSWORD']}@{host}/oncall?sslmode=require"
    direct = "prod-oncall-platform-db-rw:5432" if which == "everything" else "db.example.com:5432"
    assert direct in settings.listen_url


def test_each_service_gets_the_secrets_it_gets_from_compose_and_no_other(external: Objects) -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    for service in SERVICES:
        written = " ".join(str(value) for value in compose[service]["environment"].values())
        required = set(re.findall(r"\$\{([A-Z_]+):\?", written)) - {"ADMIN_EMAIL"}
        secrets = [v["valueFrom"]["secretKeyRef"] for v in environment(external, service).values() if "valueFrom" in v]
        assert {secret["key"] for secret in secrets if not secret.get("optional")} == required, service


def test_only_what_calls_a_service_reaches_it(external: Objects) -> None:
    def callers(service: str) -> set[str]:
        (rule,) = external["NetworkPolicy", service]["spec"]["ingress"]
        pods = [peer["podSelector"]["matchLabels"] for peer in rule["from"] if "podSelector" in peer]
        return {labels["app.kubernetes.io/component"] for labels in pods}

    assert callers("alert-ingestion") == {"web-ui"}
    assert callers("incident-management") == {"web-ui", "alert-ingestion", "notification-service"}
    assert callers("oncall-service") == {"web-ui", "incident-management"}
    assert callers("notification-service") == {"web-ui", "incident-management", "oncall-service"}
    closed = external["NetworkPolicy", "closed"]["spec"]
    assert closed["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in closed
    for _, template in pod_templates(external):  # nobody stands outside
        assert closed["podSelector"]["matchLabels"].items() <= template["metadata"]["labels"].items()


def test_only_notifications_and_single_sign_on_leave_the_cluster_and_not_to_its_inside(external: Objects) -> None:
    blocks: dict[str, list[dict[str, Any]]] = {}
    for (kind, name), thing in external.items():
        if kind == "NetworkPolicy":
            peers = [peer for rule in thing["spec"].get("egress", ()) for peer in rule.get("to", ())]
            blocks[name] = [peer["ipBlock"] for peer in peers if "ipBlock" in peer]
    outgoing = {name: found for name, found in blocks.items() if found}
    assert set(outgoing) == {"notification-service", "oncall-service"}
    for (block,) in outgoing.values():
        assert {"169.254.0.0/16", "10.0.0.0/8"} <= set(block["except"])


def test_every_deployment_has_two_replicas_a_budget_and_a_way_to_grow(everything: Objects) -> None:
    for name in (*SERVICES, "web-ui"):
        labels = everything["Deployment", name]["spec"]["selector"]["matchLabels"]
        assert everything["PodDisruptionBudget", name]["spec"]["selector"]["matchLabels"] == labels
        scaler = everything["HorizontalPodAutoscaler", name]["spec"]
        assert 2 <= scaler["minReplicas"] < scaler["maxReplicas"]
        spread = everything["Deployment", name]["spec"]["template"]["spec"]["topologySpreadConstraints"]
        assert {part["topologyKey"] for part in spread} == {"topology.kubernetes.io/zone", "kubernetes.io/hostname"}
    external_metrics = [
        metric["external"]["metric"]
        for name in ("incident-management", "notification-service")
        for metric in everything["HorizontalPodAutoscaler", name]["spec"]["metrics"]
        if metric["type"] == "External"
    ]
    assert [metric["selector"]["matchLabels"]["stage"] for metric in external_metrics] == [
        "escalation",
        "hand_over",
        "delivery",
    ]
    operations = (ROOT / "docs" / "operations.md").read_text()
    assert all(f"`{metric['name']}" in operations for metric in external_metrics)


def test_migrations_come_before_new_pods_at_an_upgrade_and_beside_them_at_the_first_start(
    external: Objects, on_upgrade: Objects
) -> None:
    (first,) = [thing for (kind, _), thing in external.items() if kind == "Job"]
    (next_one,) = [thing for (kind, _), thing in on_upgrade.items() if kind == "Job"]
    assert "annotations" not in first["metadata"]
    assert next_one["metadata"]["annotations"]["helm.sh/hook"] == "pre-upgrade"
    assert first["metadata"]["name"] != next_one["metadata"]["name"]
    given = {variable["name"] for variable in first["spec"]["template"]["spec"]["containers"][0]["env"]}
    assert {password_variable(login) for login in LOGINS} | {"DATABASE_URL"} <= given


def test_the_database_of_its_own_is_three_instances_that_wait_for_each_other_and_are_copied(
    everything: Objects,
) -> None:
    cluster = everything["Cluster", "db"]
    assert cluster["spec"]["instances"] == 3
    assert cluster["spec"]["postgresql"]["synchronous"] == {"method": "any", "number": 1}
    assert cluster["metadata"]["annotations"]["helm.sh/resource-policy"] == "keep"
    assert everything["ScheduledBackup", "db"]["spec"]["cluster"]["name"] == cluster["metadata"]["name"]
    assert everything["Pooler", "db-pooler"]["spec"]["pgbouncer"]["poolMode"] == "transaction"


def test_the_rules_are_those_that_compose_has(everything: Objects) -> None:
    for path in (ROOT / "monitoring" / "rules").glob("*.yml"):
        assert everything["PrometheusRule", path.stem]["spec"] == yaml.safe_load(path.read_text())


def test_the_way_in_has_tls_and_the_host_of_the_public_address(everything: Objects) -> None:
    ingress = everything["Ingress", ""]["spec"]
    assert ingress["tls"] == [{"hosts": ["oncall.example.com"], "secretName": "oncall-platform-tls"}]
    assert ingress["rules"][0]["host"] == "oncall.example.com"
    assert everything["HTTPRoute", ""]["spec"]["hostnames"] == ["oncall.example.com"]


def test_a_pod_that_goes_is_forgotten_by_the_gateway_before_it_stops(external: Objects) -> None:
    for service in SERVICES:
        pod = external["Deployment", service]["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        waits = int(container["lifecycle"]["preStop"]["exec"]["command"][1])
        assert waits > 2  # nginx asks DNS again every two seconds
        assert pod["terminationGracePeriodSeconds"] >= waits + 15
    addresses = environment(external, "web-ui")["ALERT_INGESTION_ADDRESSES"]["value"]
    assert addresses == "prod-oncall-platform-alert-ingestion-pods.oncall.svc.cluster.local:8001"
    assert external["Service", "alert-ingestion-pods"]["spec"]["clusterIP"] == "None"


def test_what_is_old_is_archived_each_night_by_one_at_a_time_into_a_claim_that_stays(
    everything: Objects, external: Objects
) -> None:
    job = everything["CronJob", "archive"]["spec"]
    (container,) = job["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    migrate = next(thing for (kind, _), thing in everything.items() if kind == "Job")
    (migrating,) = migrate["spec"]["template"]["spec"]["containers"]
    assert job["concurrencyPolicy"] == "Forbid"
    assert container["command"] == ["python", "database/archive.py", "/archive", "--older-than", "400"]
    assert [variable["name"] for variable in container["env"]] == ["DATABASE_PASSWORD", "DATABASE_URL"]
    assert container["env"] == [v for v in migrating["env"] if v["name"] in ("DATABASE_PASSWORD", "DATABASE_URL")]
    claim = everything["PersistentVolumeClaim", "archive"]
    assert claim["metadata"]["annotations"] == {"helm.sh/resource-policy": "keep"}
    assert not {kind for kind, name in external if name == "archive"}
