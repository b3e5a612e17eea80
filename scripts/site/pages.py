"""Hooks of MkDocs: pages made from the README, the code and the published contracts, and the links to them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from scripts.site import api, integrations

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"runbooks": "Runbooks", "adr": "Decisions", "integrations": "Integrations", "api": "API"}
ELSEWHERE = re.compile(r"\[([^]]+)\]\((deploy/[^)]*)\)")  # what is in the repository and no page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in the folders of the navigation, `name/`, with the folder's pages, its list first."""
    config.nav = _filled(config.nav, _folders())
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    for path, text in made_pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A folder is linked to in the repository; as a page that is its list."""
    return re.sub(r"\]\((runbooks|adr)\)", r"](\1/index.md)", markdown)


def made_pages() -> dict[str, str]:
    """Path below the site's root, and Markdown."""
    found = {
        "index.md": _of_root("README.md"),
        "contributing.md": _of_root("CONTRIBUTING.md"),
        "changelog.md": _of_root("CHANGELOG.md"),
        **{f"integrations/{name}.md": text for name, text in integrations.pages().items()},
        **{f"api/{name}.md": text for name, text in api.pages(ROOT).items()},
    }
    for folder, title in FOLDERS.items():
        if f"{folder}/index.md" not in found:
            lines = [f"- [{_title(ROOT / 'docs' / folder / name)}]({name})" for name in _folders()[folder]]
            found[f"{folder}/index.md"] = f"# {title}\n\n" + "\n".join(lines) + "\n"
    return found


def _of_root(name: str) -> str:
    """A page of the repository's root, its links as seen from the site's."""
    text = ELSEWHERE.sub(r"\1 (`\2`)", (ROOT / name).read_text())
    for there, here in {
        "docs/": "",
        "CONTRIBUTING": "contributing",
        "README": "index",
        "CHANGELOG": "changelog",
    }.items():
        text = text.replace(f"]({there}", f"]({here}")
    return text


def _folders() -> dict[str, list[str]]:
    """The pages of each folder, without its list."""
    written = {name: sorted(path.name for path in (ROOT / "docs" / name).glob("*.md")) for name in ("runbooks", "adr")}
    return {
        **written,
        "integrations": [f"{name}.md" for name in integrations.pages() if name != "index"],
        "api": [f"{name}.md" for name in api.pages(ROOT) if name != "index"],
    }


def _filled(nav: Any, folders: dict[str, list[str]]) -> Any:
    if isinstance(nav, list):
        return [_filled(entry, folders) for entry in nav]
    if isinstance(nav, dict):
        return {name: _filled(entry, folders) for name, entry in nav.items()}
    if isinstance(nav, str) and nav.endswith("/"):
        return [f"{nav}index.md", *(f"{nav}{name}" for name in folders[nav.removesuffix("/")])]
    return nav


def _title(path: Path) -> str:
    return path.read_text().splitlines()[0].removeprefix("# ")
