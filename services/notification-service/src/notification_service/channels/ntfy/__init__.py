"""Push to a phone through ntfy (https://ntfy.sh, or one's own server)."""
