"""Two-step sign-in: codes of an authenticator app, and recovery codes for the day when it is lost."""
