"""One page for each service's API, from the contract that it publishes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SERVICES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")
METHODS = ("get", "post", "put", "patch", "delete")


def pages(root: Path) -> dict[str, str]:
    """Markdown by service, and `index`."""
    contracts = {name: json.loads((root / "services" / name / "openapi.json").read_text()) for name in SERVICES}
    rows = [f"| [{name}]({name}.md) | {contract['info']['summary']} |" for name, contract in contracts.items()]
    index = (
        "# API\n\nJSON in and out, on one origin behind the gateway (port 8080) and on each service's own port. A"
        " caller shows `Authorization: Bearer <key or session token>` or `X-API-Key`. Errors are"
        " `application/problem+json` (RFC 9457), with `errors[]` of `{field, message}` on 422. Lists take `limit` and"
        " `cursor`. A request repeated with the same `Idempotency-Key` gets the first answer again. Each service"
        " serves its contract at `/openapi.json`.\n\n"
        "| service | does |\n| --- | --- |\n" + "\n".join(rows) + "\n"
    )
    return {"index": index, **{name: _page(name, contract) for name, contract in contracts.items()}}


def _page(name: str, contract: dict[str, Any]) -> str:
    groups: dict[str, list[str]] = {}
    for path, method, operation in _operations(contract):
        groups.setdefault(operation.get("tags", ["other"])[0], []).append(_operation(path, method, operation))
    schemas = contract.get("components", {}).get("schemas", {})
    return (
        f"# {name}\n\n{contract['info']['summary']}\n\n"
        + "\n\n".join(f"## {group}\n\n" + "\n\n".join(texts) for group, texts in groups.items())
        + "\n\n## Bodies\n\n"
        + "\n\n".join(_schema(schema, schemas[schema]) for schema in sorted(schemas))
        + "\n"
    )


def _operations(contract: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in contract["paths"].items():
        yield from ((path, method, methods[method]) for method in METHODS if method in methods)


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    needs = ", ".join(f"`{grant}`" for grant in operation.get("x-needs", ()))
    who = f"Needs {needs}." if needs else "Open to everybody." if operation.get("security") == [] else "Needs a caller."
    parts = [f"### {method.upper()} {path}", operation.get("description", operation.get("summary", "")), who]
    if parameters := operation.get("parameters"):
        rows = [
            f"| `{p['name']}` | {p['in']} | {_type(p['schema'])} | {_cell(p.get('description', ''))} |"
            for p in parameters
        ]
        parts.append("| parameter | in | type | |\n| --- | --- | --- | --- |\n" + "\n".join(rows))
    if bodies := operation.get("requestBody", {}).get("content"):
        parts.append(
            "Body: " + "; ".join(f"{_type(body.get('schema', {}))} (`{kind}`)" for kind, body in bodies.items())
        )
    answers = []
    for status, answer in sorted(operation["responses"].items()):
        said = {
            _type(body.get("schema", {})) for kind, body in answer.get("content", {}).items() if "problem" not in kind
        }
        answers.append(f"`{status}`" + (f" {', '.join(sorted(said))}" if said else ""))
    return "\n\n".join([*parts, "Answers: " + ", ".join(answers)])


def _schema(name: str, schema: dict[str, Any]) -> str:
    text = f"### {name}\n\n{schema.get('description', '')}"
    if "enum" in schema:
        return f"{text}\n\n" + ", ".join(f"`{value}`" for value in schema["enum"])
    required = set(schema.get("required", ()))
    rows = [
        f"| `{field}`{'' if field in required else ' (optional)'} | {_type(of)} | {_cell(of.get('description', ''))} |"
        for field, of in schema.get("properties", {}).items()
    ]
    return f"{text}\n\n| field | type | |\n| --- | --- | --- |\n" + "\n".join(rows) if rows else text


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(_type(one) for one in schema[several]))
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    kind = schema.get("type", "any")
    shown = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{shown} ({schema['format']})" if "format" in schema else shown


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
