"""One function per verb: load, decide, save."""
