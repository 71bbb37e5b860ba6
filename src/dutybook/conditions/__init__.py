"""Facts about premises, and the conditions that decide by them: one condition, three executors that agree."""
