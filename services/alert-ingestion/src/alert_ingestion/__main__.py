"""`python -m alert_ingestion`: the service as a process."""

from platform_kit.application import serve
from platform_kit.settings import from_environment

from alert_ingestion.main import create_app
from alert_ingestion.settings import Settings

if __name__ == "__main__":
    serve(create_app(from_environment(Settings)))
