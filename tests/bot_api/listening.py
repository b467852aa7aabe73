"""How a bot gets its updates: by polling or at a webhook, never both."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bot_api.chats import Json
from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import conflict
from tests.bot_api.state import State
from tests.bot_api.webhook import Hook


@dataclass(frozen=True)
class Told:
    """A result with a word about it."""

    result: object
    description: str


async def get_me(state: State, given: Parameters) -> object:  # noqa: ARG001 - every method has this shape
    """The bot itself."""
    return state.bot


async def get_updates(state: State, given: Parameters) -> object:
    """Long polling."""
    if state.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _allow(state, given)
    limit = given.integer("limit", 100)
    if not 1 <= limit <= 100:
        limit = 100
    return await state.updates.get(given.integer("offset"), limit, min(given.integer("timeout"), 50))


async def set_webhook(state: State, given: Parameters) -> object:
    """True: updates go to that address from now on."""
    hook = Hook(
        url=given.text("url"),
        secret_token=given.text("secret_token"),
        max_connections=min(max(given.integer("max_connections", 40), 1), 100),
        ip_address=given.text("ip_address"),
        certificate="certificate" in given.files,
    )
    if not hook.url:
        return await delete_webhook(state, given)
    _allow(state, given)
    drop = given.values.get("drop_pending_updates") is True
    if state.webhook.hook == hook and not hook.certificate and not drop:
        return Told(True, "Webhook is already set")
    if drop:
        await state.updates.drop()
    await state.webhook.set(hook)
    return Told(True, "Webhook was set")


async def get_webhook_info(state: State, given: Parameters) -> object:  # noqa: ARG001 - every method has this shape
    """Where it is, if there is one, and what went wrong there last."""
    hook, delivery = state.webhook.hook, state.webhook.delivery
    told: Json = {
        "url": state.webhook.url,
        "has_custom_certificate": bool(hook and hook.certificate),
        "pending_update_count": state.updates.waiting,
    }
    if hook:
        told |= {"max_connections": hook.max_connections, "ip_address": hook.ip_address or "<unknown>"}
    if delivery and delivery.last_error:
        told["last_error_date"], told["last_error_message"] = delivery.last_error
    if state.updates.allowed:
        told["allowed_updates"] = sorted(state.updates.allowed)
    return told


async def delete_webhook(state: State, given: Parameters) -> object:
    """True: there is none any more."""
    was = "Webhook was deleted" if state.webhook.url else "Webhook is already deleted"
    await state.webhook.remove()
    if given.values.get("drop_pending_updates") is True:
        await state.updates.drop()
    return Told(True, was)


def _allow(state: State, given: Parameters) -> None:
    """Remember the kinds of updates asked for; without a word about them, those asked for before stay."""
    if "allowed_updates" in given.values:
        state.updates.allowed = frozenset(str(kind) for kind in given.items("allowed_updates"))
