import { ask } from "../server.ts";

/* What authenticators are asked and answer. The browser itself turns bytes into text and back. */

interface Options {
  options: PublicKeyCredentialRequestOptionsJSON & PublicKeyCredentialCreationOptionsJSON;
}

const ADDRESS = /^(\[.*\]|[\d.]+)$/;

/** Old browsers and pages that are not served securely have none, and a bare address is no name to bind a key to. */
export function passkeysWork(): boolean {
  return (
    !ADDRESS.test(location.hostname) &&
    typeof PublicKeyCredential !== "undefined" &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function"
  );
}

/** The person chooses a passkey; null when they would rather not. */
export async function passkeyAnswer(): Promise<unknown> {
  const { options } = await ask<Options>("POST", "/session/passkey/options", { open: true });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return answered(() => navigator.credentials.get({ publicKey }));
}

/** A new passkey is made on a device of the person's; null when they would rather not. */
export async function newPasskey(): Promise<unknown> {
  const { options } = await ask<Options>("POST", "/account/passkeys/options");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return answered(() => navigator.credentials.create({ publicKey }));
}

async function answered(asking: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await asking();
    return credential instanceof PublicKeyCredential ? credential.toJSON() : null;
  } catch (thrown) {
    // Cancelled, timed out, or there already: the browser has said so itself.
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}
