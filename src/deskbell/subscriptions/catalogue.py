"""The plan catalogue: what a project may subscribe to, from a file that the operator owns.

Read once, at the start; whoever puts the house together says which with `use_plans`.
"""

import tomllib
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from deskbell.kit.catalogue import DEFAULT_LANGUAGE
from deskbell.kit.errors import BadInput
from deskbell.subscriptions.tables import FREE

MAX_SEATS = 100_000
Name: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
Texts: TypeAlias = dict[
    Annotated[str, Meta(pattern=r"^[a-zA-Z-]{2,35}$")], Annotated[str, Meta(min_length=1, max_length=400)]
]
Seats: TypeAlias = Annotated[int, Meta(ge=1, le=MAX_SEATS)]
Days: TypeAlias = Annotated[int, Meta(ge=0, le=3650)]

# ISO 4217 currencies whose smallest unit is not the hundredth.
_WHOLE = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split())  # noqa: SIM905 - as a list they would be seventeen lines
_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


class Price(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one seat costs for one period. `stripe` names the same price at that provider."""

    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
    period: Literal["month", "year"]
    per_seat: str
    stripe: Annotated[str, Meta(max_length=100)] = ""

    @property
    def minor(self) -> int:
        """The amount in the currency's smallest unit."""
        return int(Decimal(self.per_seat).scaleb(_digits(self.currency)))


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One plan. `seats` is how many it has where none are bought: while it is tried, or always with the free one."""

    name: Texts
    seats: Seats = 1
    max_seats: Seats = MAX_SEATS
    description: Texts = {}
    features: list[Name] = []
    limits: dict[Name, Annotated[int, Meta(ge=0)]] = {}
    prices: list[Price] = []
    trial_days: Days = 0
    grace_days: Days = 0
    # One that is no longer offered stays with whoever has it.
    offered: bool = True


class Plans(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The catalogue. `features` names what plans may differ in; what it does not name is everybody's."""

    plans: Annotated[dict[Name, Plan], Meta(min_length=1, max_length=50)]
    trial: Name | Literal[""] = ""
    features: Annotated[dict[Name, Texts], Meta(max_length=100)] = {}

    def plan(self, plan_id: str) -> Plan:
        """A plan; one that was taken out of the file keeps its name and has what the free one has."""
        found = self.plans.get(plan_id)
        if found is None:
            return msgspec.structs.replace(self.plans[FREE], name={DEFAULT_LANGUAGE: plan_id}, offered=False)
        return found

    @property
    def free(self) -> Plan:
        """What remains when nothing is paid."""
        return self.plans[FREE]


def read_plans(path: str) -> Plans:
    """The catalogue in a file, or our own where the path is empty. Raises `BadInput` that names line or field."""
    if not path:
        return _shipped()
    try:
        text = Path(path).expanduser().read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("bad_plans", file=path, reason=str(error)) from error
    return plans_in(text, path)


def plans_in(text: str, file: str) -> Plans:
    """The catalogue in a text; `file` is named in the refusal."""
    try:
        plans = msgspec.convert(tomllib.loads(text), Plans)
        for reason in _mistakes(plans):
            raise BadInput("bad_plans", file=file, reason=reason)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadInput("bad_plans", file=file, reason=str(error)) from error
    return plans


def in_language(texts: Texts, language: str) -> str:
    """The text in the reader's language, in English, or in whatever language there is one."""
    return texts.get(language) or texts.get(DEFAULT_LANGUAGE) or next(iter(texts.values()), "")


_used: list[Plans] = []


def use_plans(plans: Plans) -> None:
    """From now on this is the catalogue of the whole process."""
    _used[:] = [plans]


def plans_now() -> Plans:
    """The catalogue in use."""
    return _used[0] if _used else _shipped()


@cache
def _shipped() -> Plans:
    return plans_in(resources.files("deskbell.subscriptions").joinpath("plans.toml").read_text("utf-8"), "plans.toml")


def _mistakes(plans: Plans) -> list[str]:
    """What the types alone do not say, each with the field that it is about."""
    found: list[str] = []
    if FREE not in plans.plans:
        found.append("`plans.free` is missing: what a project has when nothing is paid")
    if plans.trial and plans.trial not in plans.plans:
        found.append(f"`trial` names the plan `{plans.trial}`, which is not under `plans`")
    if plans.trial == FREE:
        found.append("`trial` must be empty or another plan than `free`")
    for key, plan in plans.plans.items():
        found += _mistakes_in(key, plan, plans)
    for key, texts in plans.features.items():
        found += _untold(f"features.{key}", texts)
    return found


def _mistakes_in(key: str, plan: Plan, plans: Plans) -> list[str]:
    at = f"plans.{key}"
    found = _untold(f"{at}.name", plan.name)
    if plan.seats > plan.max_seats:
        found.append(f"`{at}.seats` is more than `{at}.max_seats`")
    found += [
        f"`{at}.features` names `{feature}`, which is not under `features`"
        for feature in plan.features
        if feature not in plans.features
    ]
    if key == FREE and (plan.prices or plan.trial_days or plan.grace_days):
        found.append(f"`{at}` has no prices, trial_days or grace_days: it has no end")
    if key == plans.trial and plan.trial_days == 0:
        found.append(f"`{at}.trial_days` is missing, and `trial` names this plan")
    pairs = [(price.currency, price.period) for price in plan.prices]
    for number, price in enumerate(plan.prices):
        found += _mistakes_in_price(f"{at}.prices[{number}]", price)
        if pairs.index(pairs[number]) != number:
            found.append(f"`{at}.prices[{number}]` is a second price for {price.currency} by the {price.period}")
    return found


def _mistakes_in_price(at: str, price: Price) -> list[str]:
    try:
        amount = Decimal(price.per_seat)
    except InvalidOperation:
        return [f'`{at}.per_seat` is no amount: write it as in "9.50"']
    if not amount.is_finite() or not 0 <= amount < 10**9:
        return [f"`{at}.per_seat` must be between 0 and 1000000000"]
    if amount.scaleb(_digits(price.currency)) % 1:
        return [f"`{at}.per_seat` has more digits after the point than {price.currency} has"]
    return []


def _untold(at: str, texts: Texts) -> list[str]:
    return (
        [] if DEFAULT_LANGUAGE in texts else [f"`{at}.{DEFAULT_LANGUAGE}` is missing: the text for all other readers"]
    )


def _digits(currency: str) -> int:
    if currency in _WHOLE:
        return 0
    return 3 if currency in _THOUSANDTHS else 2
