"""Does an image hold a secret of this deployment, in its configuration or in how it was made?

Usage: docker compose config --format json | python3 scripts/pipeline/image_secrets.py IMAGE...

Whoever may pull an image reads both (`docker image inspect`, `docker history`). Uses the standard library alone.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|_KEYS?$|^DATABASE_URL$|DEAD_MAN_URL")
SHORTEST = 8  # what is shorter is in every text


def secrets_of(config: dict[str, Any]) -> dict[str, str]:
    """Variables whose name says that they are secret, with their values, of `docker compose config --format json`."""
    return {
        name: value
        for service in config["services"].values()
        for name, value in (service.get("environment") or {}).items()
        if SECRET.search(name) and isinstance(value, str) and len(value) >= SHORTEST
    }


def held(text: str, secrets: dict[str, str]) -> list[str]:
    """The names of the secrets whose values are in the text, also as JSON writes them."""
    return sorted(name for name, value in secrets.items() if value in text or json.dumps(value)[1:-1] in text)


def told_of(image: str) -> str:
    """Everything that the engine says about an image. Raises CalledProcessError where there is no such image."""
    commands = (["image", "inspect", image], ["history", "--no-trunc", "--format", "{{json .}}", image])
    return "".join(
        subprocess.run(["docker", *command], check=True, capture_output=True, text=True).stdout for command in commands
    )


def main(images: list[str]) -> int:
    secrets = secrets_of(json.load(sys.stdin))
    if not secrets:
        print("    the configuration names no secret, so nothing can be looked for", file=sys.stderr)
        return 1
    found = {image: held(told_of(image), secrets) for image in images}
    for image, names in found.items():
        if names:
            print(f"    {image} holds {', '.join(names)}", file=sys.stderr)
    print(f"    {len(secrets)} secrets looked for in {len(images)} images")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
