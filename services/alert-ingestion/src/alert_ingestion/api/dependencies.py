"""What routes ask of the application."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from platform_kit.callers import Callers
from platform_kit.clock import Clock

from alert_ingestion.intake import Intake


def _now(request: Request) -> datetime:
    clock: Clock = request.app.state.clock
    return clock.now()


def _callers(request: Request) -> Callers:
    callers: Callers = request.app.state.callers
    return callers


def _intake(request: Request) -> Intake:
    intake: Intake = request.app.state.intake
    return intake


Now = Annotated[datetime, Depends(_now)]
AppCallers = Annotated[Callers, Depends(_callers)]
AppIntake = Annotated[Intake, Depends(_intake)]
