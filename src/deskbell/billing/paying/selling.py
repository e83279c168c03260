"""Selling at Stripe: the pages there on which owners pay, see what they paid, and change how."""

from typing import Any

from deskbell.billing.stripe import asked
from deskbell.settings import Settings


async def checkout(
    settings: Settings, who: dict[str, str], *, project_id: str, price: str, seats: int, back: str, key: str
) -> str:
    """The address of a page of Stripe's where the owner pays; `back` is told in its query how that went."""
    params: dict[str, Any] = {
        "mode": "subscription",
        "line_items": [{"price": price, "quantity": seats}],
        "client_reference_id": project_id,
        "subscription_data": {"metadata": {"project_id": project_id}},
        "success_url": f"{back}?payment=done",
        "cancel_url": f"{back}?payment=cancelled",
        **who,
    }
    made = await asked(
        settings,
        lambda client: client.v1.checkout.sessions.create(params=params, options={"idempotency_key": key}),  # pyright: ignore[reportArgumentType] - a dict of its shape
    )
    return str((made or {})["url"])


async def portal(settings: Settings, *, customer: str, back: str) -> str:
    """The address of a page of Stripe's where the owner sees payments and changes how they pay."""
    params: dict[str, Any] = {"customer": customer, "return_url": back}
    made = await asked(settings, lambda client: client.v1.billing_portal.sessions.create(params=params))  # pyright: ignore[reportArgumentType] - a dict of its shape
    return str((made or {})["url"])
