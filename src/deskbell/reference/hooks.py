"""`docs/webhooks.md`: how to receive webhooks, and what they tell, from the facts' own words. `make docs` writes it."""

from typing import get_args

import msgspec

from deskbell.reference.facts import stated_facts, words_of
from deskbell.reference.pages import WRITTEN, table
from deskbell.webhooks import ONLY_WHEN_CHOSEN, EventName, Payload

_BEFORE = """
# Webhooks

What happens in a project can be told to a server of yours. Administrators add up to 10 addresses in the Workspace under
*Settings, Webhooks*, choose what each is told, and give its secret to whoever runs that server.

## Receiving

Each event is a `POST` with a JSON body. Answer with any 2xx within 10 seconds, and do the work afterwards.

- **Verify it.** Requests are signed as [Standard Webhooks](https://www.standardwebhooks.com) has it, with the headers
  `webhook-id`, `webhook-timestamp` and `webhook-signature`; there are libraries for most languages. For a day after the
  secret was changed there are two signatures, by the new and by the old one.

  ```python
  from standardwebhooks import Webhook  # pip install standardwebhooks

  said = Webhook("whsec_…").verify(body, headers)  # the body as it came, before any JSON is read
  ```

- **Expect it twice.** An event is sent at least once: when your answer is lost, it comes again. All tries of it, also
  *Send again*, have one `webhook-id`; note the ids that you have seen.
- **Expect no order.** Whatever waits for another try is overtaken. `pos` counts what happened in the project 1, 2, 3 …,
  and every fact of a conversation carries its whole `state`: keep the one with the highest `pos`.
- **The body is made when it is sent.** A message that was reworded or taken back meanwhile is told as it is then, so a
  later try may say less than an earlier one.

| you answer | what follows |
|---|---|
| 2xx | it is delivered |
| 410 | it is not sent again, and the webhook is turned off |
| anything else, a redirect, or nothing within 10 seconds | it is sent again, as below |

What was not taken is sent again after 10 seconds, then three times as long each time up to 12 hours, for three days.
Then it has *failed* and can be sent again by hand.

A webhook that takes nothing for five days, or lets more than 10,000 events wait, is turned off, and the administrators
get a letter. What waited is sent when it is turned on again, as far as it is not older than three days; what happens
meanwhile is not. What was sent can be looked at for 30 days, the newest 5,000 for each webhook.

Addresses begin with `https://`, hold no user name or password, and lead to the open internet: where a name leads is
looked at with each try, and an address inside a private network is not connected to. Operators of an intranet can allow
that with `webhooks_allow_private` ([run-it.md](run-it.md)).

## The body
"""
_EVENTS = """
*Send a test event* sends the type `test` with the project's name in `data`.

## Events

A webhook without a choice is told all of these but notes, which the team writes for itself: they are sent only where
`note_posted` is chosen; with it come `message_edited` and `message_recalled` of notes, whose message is of kind *note*.
What is not offered never leaves: who has read what, who is typing or online, and who is in the team. The shapes of
`data` and `team` are in [events.md](events.md).

| event | |
|---|---|
"""


def webhooks_page() -> str:
    """How to receive them, the body, and every event that is offered."""
    components = msgspec.json.schema_components([Payload], ref_template="#/{name}")[1]
    about = {fact.name: fact.about for room in stated_facts() for fact in room.facts}
    rows = [
        f"| [`{name}`](events.md#{name}){', only when chosen' if name in ONLY_WHEN_CHOSEN else ''} | {about[name]} |"
        for name in get_args(EventName)
    ]
    body = f"\n{words_of(Payload)}\n\n{table(components[Payload.__name__])}"
    return WRITTEN + _BEFORE + body + _EVENTS + "\n".join(rows) + "\n"
