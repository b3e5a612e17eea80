"""What the documentation says can be done: its commands are commands, its made pages tell every tool and every call."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from alert_ingestion.domain.sources import SOURCES

from scripts.site import api, integrations

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
BLOCK = re.compile(r"^```(?:sh|bash)\n(.*?)^```", re.MULTILINE | re.DOTALL)
OF_THE_TREE = re.compile(r"(?<![\w/.~-])(?:\./)?((?:scripts|tests|database|deploy|monitoring)/[\w./-]+|\./[\w-]+\.sh)")
BLOCKS = [
    pytest.param(found.group(1), id=f"{path.relative_to(ROOT)}:{path.read_text()[: found.start()].count(chr(10)) + 2}")
    for path in WRITTEN
    for found in BLOCK.finditer(path.read_text())
]


@pytest.mark.parametrize("commands", BLOCKS)
def test_every_shell_command_is_one_and_names_files_that_are_there(commands: str) -> None:
    filled_in = re.sub(r"<([\w -]+)>", lambda found: found.group(1).replace(" ", "-"), commands)
    done = subprocess.run(["bash", "-n"], input=filled_in, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    without_comments = re.sub(r"(^|\s)#.*", "", filled_in)
    named = {found.group(1).removeprefix("./") for found in OF_THE_TREE.finditer(without_comments)}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_tool_has_a_page_with_its_address_its_severities_and_what_makes_it_the_same_alert() -> None:
    pages = integrations.pages()
    assert pages.keys() == {"index", *SOURCES}
    assert integrations.NAMES.keys() == integrations.IDENTITY.keys() == SOURCES.keys()
    for source in SOURCES:
        assert f"/api/v1/integrations/{source}" in pages[source] + pages["index"]
        assert "<KEY>" not in pages[source]
        assert "`high`" in pages[source]


def test_what_a_page_says_of_severities_is_what_the_code_does() -> None:
    assert "| `warning` | `medium` |" in integrations.pages()["alertmanager"]
    assert "| `critical`, `crit`, `p1`, `sev0`, `sev1` | `critical` |" in integrations.pages()["cloudwatch"]


@pytest.mark.parametrize("service", api.SERVICES)
def test_every_call_and_every_body_of_a_contract_has_its_place(service: str) -> None:
    contract = json.loads((ROOT / "services" / service / "openapi.json").read_text())
    page = api.pages(ROOT)[service]
    for path, methods in contract["paths"].items():
        for method in methods:
            assert f"### {method.upper()} {path}\n" in page
    for schema in contract["components"]["schemas"]:
        assert f"### {schema}\n" in page
    assert "Needs a caller" not in page  # a call tells which grant it needs, or that it is open
