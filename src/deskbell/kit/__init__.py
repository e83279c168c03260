"""The ground floor: database, errors, clock, ids, texts, passwords, limits. It knows no room."""
