from pathlib import Path

import pytest

from deskbell.kit.catalogue import LANGUAGES
from deskbell.kit.errors import BadInput
from deskbell.subscriptions import in_language, read_plans
from deskbell.subscriptions.catalogue import plans_in

FREE = '[plans.free]\nname.en = "Free"\n'
TEAM = '[plans.team]\nname.en = "Team"\n'
PRICE = '[[plans.team.prices]]\ncurrency = "EUR"\nperiod = "month"\n'


def test_the_one_that_is_shipped_can_be_read_in_every_language() -> None:
    plans = read_plans("")
    assert plans.free.seats == 1
    tried = plans.plan(plans.trial)
    assert (tried.trial_days, tried.seats, tried.grace_days) == (14, 5, 7)
    for plan in plans.plans.values():
        for language in LANGUAGES:
            assert in_language(plan.name, language)
            assert in_language(plan.description, language)


def test_the_one_in_the_document_can_be_read() -> None:
    text = (Path(__file__).parents[2] / "docs/run-it.md").read_text("utf-8")
    plans = plans_in(text.split("```toml\n")[1].split("```")[0], "run-it.md")
    assert plans.trial == "team"
    (price,) = plans.plan("team").prices
    assert price.minor == 950


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("trial = \n" + FREE, "line 1"),
        (TEAM, "plans.free"),
        (FREE + "seats = 0\n", "seats"),
        (FREE + 'seats = "one"\n', "seats"),
        (FREE + "colour = 1\n", "colour"),
        ("[plans.free]\nseats = 1\n", "name"),
        ('[plans.free]\nname.de = "Frei"\n', "plans.free.name.en"),
        (FREE + "trial_days = 3\n", "plans.free"),
        ('trial = "gold"\n' + FREE, "gold"),
        ('trial = "free"\n' + FREE, "trial"),
        ('trial = "team"\n' + FREE + TEAM, "plans.team.trial_days"),
        (FREE + TEAM + "seats = 9\nmax_seats = 5\n", "plans.team.seats"),
        (FREE + TEAM + 'features = ["sso"]\n', "plans.team.features"),
        (FREE + TEAM + "grace_days = -1\n", "grace_days"),
        (FREE + TEAM + PRICE, "per_seat"),
        (FREE + TEAM + PRICE + 'per_seat = "much"\n', "plans.team.prices[0].per_seat"),
        (FREE + TEAM + PRICE + 'per_seat = "NaN"\n', "plans.team.prices[0].per_seat"),
        (FREE + TEAM + PRICE + 'per_seat = "-1"\n', "plans.team.prices[0].per_seat"),
        (FREE + TEAM + PRICE + 'per_seat = "1.005"\n', "plans.team.prices[0].per_seat"),
        (FREE + TEAM + 2 * (PRICE + 'per_seat = "1"\n'), "plans.team.prices[1]"),
        (FREE + TEAM + PRICE.replace("EUR", "euro") + 'per_seat = "1"\n', "currency"),
        (FREE + TEAM + PRICE.replace("month", "week") + 'per_seat = "1"\n', "period"),
        ("[plans]\n", "plans"),
        ("", "plans"),
    ],
)
def test_a_mistake_is_named(text: str, named: str) -> None:
    with pytest.raises(BadInput) as refused:
        plans_in(text, "plans.toml")
    assert refused.value.code == "bad_plans"
    assert named in str(refused.value.params["reason"])
    assert refused.value.params["file"] == "plans.toml"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read_plans(str(tmp_path / "nowhere.toml"))
    assert "nowhere.toml" in str(refused.value.params["file"])


@pytest.mark.parametrize(
    ("currency", "amount", "minor"), [("JPY", "900", 900), ("KWD", "1.005", 1005), ("EUR", "9", 900)]
)
def test_amounts_are_counted_in_the_smallest_unit(currency: str, amount: str, minor: int) -> None:
    text = FREE + TEAM + PRICE.replace("EUR", currency) + f'per_seat = "{amount}"\n'
    assert plans_in(text, "x").plan("team").prices[0].minor == minor


def test_a_plan_that_was_taken_out_keeps_its_name_and_has_what_the_free_one_has() -> None:
    gone = plans_in(FREE, "x").plan("gold")
    assert (in_language(gone.name, "en"), gone.offered, gone.seats) == ("gold", False, 1)
