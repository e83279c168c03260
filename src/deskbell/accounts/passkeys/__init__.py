"""Passkeys: a device proves by its own key, after a finger, a face or a PIN, that it is the account's."""
