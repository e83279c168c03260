"""An OpenID provider that runs here: discovery, keys, and a token endpoint that holds clients to PKCE."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT = "deskbell"
SECRET = "a secret: of the client"


class Provider:
    """`person` is who will say yes; what `lie` names is then put wrong into the token or the description."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one"}, auto_kid=False)
        self.be_honest()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def be_honest(self) -> None:
        """As at first: one person, and nothing but the truth."""
        self.person: dict[str, Any] = {"sub": "248289761001", "email": "jane@example.com", "email_verified": True}
        self.lie: dict[str, Any] = {}
        self.sign_with: Any = None
        self.unsigned = False
        self._codes: dict[str, dict[str, str]] = {}

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def setting(self) -> dict[str, str]:
        return {
            "id": "local",
            "name": "Local",
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
        }

    def say_yes(self, address: str) -> dict[str, str]:
        """What the browser brings back after the person said yes."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self._codes[code] = query
        return {"code": code, "state": query["state"]}

    def description(self) -> dict[str, Any]:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }
        return said | {name: value for name, value in self.lie.items() if name in said}

    def tokens(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        asked = self._codes.pop(form.get("code", ""), None)
        right = base64.b64encode(f"{CLIENT}:{SECRET.replace(':', '%3A').replace(' ', '%20')}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or authorization != f"Basic {right}" or challenge != asked["code_challenge"]:
            return None
        if form.get("redirect_uri") != asked["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked["nonce"]}
        claims |= self.person
        claims |= {name: value for name, value in self.lie.items() if name in claims or name == "azp"}
        header, key = self.sign_with or ({"alg": "RS256", "kid": "one"}, self.key)
        if self.unsigned:
            return {"id_token": "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."}
        return {"access_token": "unused", "token_type": "Bearer", "id_token": jwt.encode(header, claims, key)}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/authorize" or self.path.startswith("/authorize?"):
                    brought = provider.say_yes(self.path)
                    query = parse_qs(urlsplit(self.path).query)
                    self.send_response(302)
                    self.send_header("location", f"{query['redirect_uri'][0]}?{urlencode(brought)}")
                    self.end_headers()
                elif self.path == "/.well-known/openid-configuration":
                    self._answer(provider.description())
                elif self.path == "/keys":
                    self._answer({"keys": [provider.key.as_dict(private=False)]})
                else:
                    self.send_error(404)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                made = provider.tokens(form, self.headers.get("authorization", ""))
                self._answer(made or {"error": "invalid_grant"}, 200 if made else 400)

            def _answer(self, said: dict[str, Any], status: int = 200) -> None:
                text = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the standard library
                """Say nothing."""

        return Handler


def shared_secret() -> tuple[dict[str, str], OctKey]:
    """What signs like the client itself would."""
    return {"alg": "HS256"}, OctKey.import_key(SECRET)


def strange_key() -> tuple[dict[str, str], RSAKey]:
    return {"alg": "RS256", "kid": "one"}, RSAKey.generate_key(2048)
