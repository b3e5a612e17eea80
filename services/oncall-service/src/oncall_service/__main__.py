"""`python -m oncall_service`: answer requests until told to stop."""

from platform_kit.application import serve
from platform_kit.settings import from_environment

from oncall_service.main import create_app
from oncall_service.settings import Settings

if __name__ == "__main__":
    serve(create_app(from_environment(Settings)))
