"""Business hours: when the team is there, week by week and on special days, by the project's clock."""
