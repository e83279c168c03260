"""Requests made up from the OpenAPI document, right ones and wrong ones: the server keeps to what the document says.

DESKBELL_FUZZ=500 tries that many of each kind for every operation instead of the few of every day.
"""

import os
from functools import cache
from typing import Any

import pytest
import schemathesis
import schemathesis.checks
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode

from deskbell.app import http_interface
from tests.hostile.refusals import check_words
from tests.services import PATIENCE
from tests.standing import Standing
from tests.tenancy.operations import Operation, operations
from tests.tenancy.people import Tenant, tenant

EVERY_DAY = 5
EXAMPLES = int(os.environ.get("DESKBELL_FUZZ", EVERY_DAY))
SEED = 20_261_122
# A refused sign-in takes a second on purpose, and a sign-up costs a password's hash.
COSTLY = {"invoice_pdf": 2, "installation_invoice_pdf": 2, "workspace_sign_in": 3, "sign_up": 4, "sign_in": 8}
ENDING = {"sign_out", "workspace_sign_out", "modify_administrator"}
CHECKED = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
TROUBLESOME = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@cache
def described() -> dict[str, Any]:
    schema: Any = schemathesis.openapi.from_dict(http_interface())
    found: list[Any] = [one.ok() for one in schema.get_all_operations()]
    return {one.definition.raw["operationId"]: one for one in found}


@cache
def checks() -> list[Any]:
    known: Any = schemathesis.checks
    known.load_all_checks()
    return list(known.CHECKS.get_by_names(CHECKED))


def _in_path(operation: Operation) -> set[str]:
    return {name for name, where in operation.parameters.items() if where == "path"}


def _modes(operation: Operation) -> list[GenerationMode]:
    """Right ones, and wrong ones where anything can be wrong but an id, which other tests try."""
    can_be_wrong = operation.fields or {*operation.parameters} - _in_path(operation)
    return [GenerationMode.POSITIVE, GenerationMode.NEGATIVE] if can_be_wrong else [GenerationMode.POSITIVE]


@pytest.fixture
def expendable(desk: Standing) -> Tenant:
    """Somebody who may be signed out by what is tried."""
    return desk.once("the expendable", lambda url: tenant(url, "the expendable"))


@pytest.mark.slow
# Schemathesis rolls dice of its own inside its strategies, now and then.
@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisDeprecationWarning")
@pytest.mark.parametrize(
    ("operation", "mode"),
    [(one, mode) for one in operations() for mode in _modes(one)],
    ids=lambda given: given.id if isinstance(given, Operation) else given.name.lower(),
)
def test_the_server_keeps_to_its_document(
    desk: Standing, people: Tenant, expendable: Tenant, operation: Operation, mode: GenerationMode
) -> None:
    who = (expendable if operation.id in ENDING else people).of(next(iter(operation.schemes), "visitor"))
    in_path = {name: who.ids[name] for name in _in_path(operation)}
    given_ones: dict[str, Any] = {"path_parameters": in_path} if in_path else {}
    if "wait" in operation.parameters:
        given_ones["query"] = {"wait": 0}
    strategy: Any = described()[operation.id].as_strategy(generation_mode=mode, **given_ones)

    @seed(SEED)
    @settings(
        max_examples=min(EXAMPLES, COSTLY.get(operation.id, EXAMPLES)),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=TROUBLESOME,
    )
    @given(case=strategy)
    def keeps_to_it(case: Any) -> None:
        answer = case.call(base_url=desk.url, headers={**who.headers, "accept-language": "zh-Hans"}, timeout=PATIENCE)
        case.validate_response(answer, checks=checks())
        if answer.status_code >= 400:
            check_words(answer.json(), "zh-Hans", f"{operation.id}: {answer.text[:300]}")

    keeps_to_it()
