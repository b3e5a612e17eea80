"""Shifts as iCalendar."""
