"""The tables of the schema `alerts` that hold sealed secrets; the others are named by their statements."""

from __future__ import annotations

from platform_kit.secrets_at_rest import SealedText
from sqlalchemy import UUID, Column, MetaData, Table

metadata = MetaData(schema="alerts")

integrations = Table(
    "integrations", metadata, Column("id", UUID(as_uuid=True), primary_key=True), Column("signing_secret", SealedText)
)
