"""Groups of a team, such as departments: who is in them, made and changed by administrators."""
