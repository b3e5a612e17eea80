"""`python -m incident_management`: answer requests and do what is due, until told to stop."""

from platform_kit.application import serve
from platform_kit.settings import from_environment

from incident_management.main import create_app
from incident_management.settings import Settings

if __name__ == "__main__":
    serve(create_app(from_environment(Settings)))
