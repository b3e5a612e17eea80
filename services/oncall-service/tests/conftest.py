"""The zones of the pinned tzdata package, as in the service: also for the library that is the oracle."""

import zoneinfo

import whenever

zoneinfo.reset_tzpath(to=())
zoneinfo.ZoneInfo.clear_cache()
whenever.reset_tzpath(())
whenever.clear_tzcache()
