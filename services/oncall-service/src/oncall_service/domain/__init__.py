"""What is true of schedules, people and policies: pure functions, the standard library only, `now` is an argument."""
