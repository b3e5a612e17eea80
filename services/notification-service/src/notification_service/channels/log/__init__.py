"""The page as a sentence in this service's log: works from the first minute, before anything is configured."""
