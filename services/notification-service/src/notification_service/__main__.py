"""`python -m notification_service` answers requests and delivers notifications."""

from platform_kit.application import serve
from platform_kit.settings import from_environment

from notification_service.main import create_app
from notification_service.settings import Settings

if __name__ == "__main__":
    serve(create_app(from_environment(Settings)))
