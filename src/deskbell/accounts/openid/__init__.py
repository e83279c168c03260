"""Signing in with an OpenID provider that the operator has set up: code flow with PKCE, state and nonce.

An account is known by (issuer, subject). An e-mail address links nothing: linking is done while one is signed in.
"""
