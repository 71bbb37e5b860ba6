"""From cadences to dates: working days, rules of counting, due dates that explain themselves."""
