"""What an alert is and what becomes of it: decisions only, on plain values."""
