"""The page shows what the bot sends and sends what a person does, in a real browser."""

from __future__ import annotations

import struct
import zlib

import aiohttp
from playwright.async_api import Page, expect

from demo.phones import Phones
from tests.bot_api.people import Person
from tests.bot_api.test_bot_api import call, keyboard
from tests.bot_api.test_messages import upload


def real_picture(side: int = 24) -> bytes:
    """A grey square that a browser can read to its end."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * side) * side)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def arrived(phones: Phones) -> dict[str, object]:
    """The newest update that waits for the bot."""
    updates = (await call(phones.api, "getUpdates"))["result"]
    assert isinstance(updates, list)
    newest = updates[-1]
    assert isinstance(newest, dict)
    return newest


async def type_and_send(page: Page, text: str) -> None:
    await page.get_by_role("combobox").fill(text)
    await page.keyboard.press("Enter")


async def test_a_stranger_is_welcomed_and_starts_with_one_button(phones: Phones, page: Page) -> None:
    await call(phones.api, "setMyDescription", description="On se pratique à jaser.", language_code="fr")
    await page.reload()
    await expect(page.get_by_text("On se pratique à jaser.")).to_be_visible()

    await page.get_by_role("button", name="DÉMARRER").click()

    await expect(page.get_by_role("log").get_by_text("/start")).to_be_visible()
    message = (await arrived(phones))["message"]
    assert isinstance(message, dict)
    assert (message["text"], message["from"]["language_code"]) == ("/start", "fr-CA")


async def test_a_link_brings_its_parameter_along(phones: Phones, page: Page) -> None:
    await page.goto(f"http://localhost:{phones.api.port}/?start=s_carpet_seller")

    await page.get_by_role("button", name="DÉMARRER").click()

    await expect(page.get_by_role("log").get_by_text("/start s_carpet_seller")).to_be_visible()


async def test_marked_text_is_shown_as_it_is_meant(phones: Phones, sophie: Person, page: Page) -> None:
    sophie.chat.started = True
    await call(
        phones.api,
        "sendMessage",
        chat_id=sophie.id,
        parse_mode="HTML",
        text="🎈 <b>gras <i>et penché</i></b> &lt;script&gt; <blockquote>cité</blockquote>\nvoir /aide.",
    )

    words = page.locator(".theirs .words")
    await expect(words.locator("b")).to_have_text("gras et penché")
    await expect(words.locator("b i")).to_have_text("et penché")
    await expect(words.locator("blockquote")).to_have_text("cité")
    await expect(words).to_contain_text("🎈 gras et penché <script>")
    await words.get_by_role("button", name="/aide").click()
    await expect(page.locator(".mine")).to_contain_text("/aide")


async def test_a_tap_spins_until_it_is_answered_and_the_answer_is_shown(
    phones: Phones, sophie: Person, page: Page
) -> None:
    sophie.chat.started = True
    await call(
        phones.api, "sendMessage", chat_id=sophie.id, text="x", reply_markup=keyboard(text="Oui", callback_data="oui")
    )
    button = page.get_by_role("button", name="Oui")

    await button.click()
    await expect(button).to_have_class("waiting")
    query = (await arrived(phones))["callback_query"]
    assert isinstance(query, dict)
    assert query["data"] == "oui"
    await call(phones.api, "answerCallbackQuery", callback_query_id=query["id"], text="C'est noté")

    await expect(button).not_to_have_class("waiting")
    await expect(page.locator("#toast")).to_have_text("C'est noté")


async def test_edits_deletions_reactions_and_typing_are_seen(phones: Phones, sophie: Person, page: Page) -> None:
    await sophie.say("bonjour")
    await call(phones.api, "sendChatAction", chat_id=sophie.id, action="typing")
    await expect(page.locator("#state")).to_have_text("écrit…")

    await call(phones.api, "sendMessage", chat_id=sophie.id, text="avant")
    await expect(page.get_by_text("avant")).to_be_visible()
    await expect(page.locator("#state")).to_have_text("bot")
    await call(phones.api, "editMessageText", chat_id=sophie.id, message_id=2, text="après")
    reaction = [{"type": "emoji", "emoji": "👍"}]
    await call(phones.api, "setMessageReaction", chat_id=sophie.id, message_id=1, reaction=reaction)

    await expect(page.get_by_text("après")).to_be_visible()
    await expect(page.get_by_text("modifié")).to_be_visible()
    await expect(page.get_by_label("Le bot a réagi : 👍")).to_be_visible()
    await call(phones.api, "deleteMessage", chat_id=sophie.id, message_id=2)
    await expect(page.get_by_text("après")).to_have_count(0)


async def test_pictures_and_documents_can_be_seen_and_fetched(phones: Phones, sophie: Person, page: Page) -> None:
    sophie.chat.started = True
    await upload(
        phones.api,
        "sendPhoto",
        {"photo": ("marks.png", real_picture())},
        chat_id=sophie.id,
        caption="Votre conversation",
    )
    await upload(phones.api, "sendDocument", {"document": ("data.json", b"{}")}, chat_id=sophie.id)

    picture = page.get_by_role("img", name="Votre conversation")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 24
    async with page.expect_download() as download:
        await page.get_by_role("link", name="data.json").click()
    assert (await download.value).suggested_filename == "data.json"


async def test_a_photo_a_sticker_a_voice_note_a_place_and_a_contact_go_out(
    phones: Phones, sophie: Person, page: Page
) -> None:
    await sophie.say("bonjour")
    await page.locator("#pick-photo").set_input_files(
        {"name": "moi.png", "mimeType": "image/png", "buffer": real_picture()}
    )
    await expect(page.locator(".picture")).to_be_visible()
    for name in ("Autocollant", "Message vocal", "Position", "Contact"):
        seen = await page.locator(".mine").count()
        await page.get_by_role("button", name="Joindre").click()
        await page.get_by_role("menuitem", name=name).click()
        await expect(page.locator(".mine")).to_have_count(seen + 1)

    updates = (await call(phones.api, "getUpdates"))["result"]
    assert isinstance(updates, list)
    messages = [update["message"] for update in updates]
    for kind in ("photo", "sticker", "voice", "location", "contact"):
        assert any(kind in message for message in messages), kind


async def test_a_message_of_ones_own_is_corrected(phones: Phones, sophie: Person, page: Page) -> None:
    await type_and_send_first(page, "bonjuor")

    await page.keyboard.press("ArrowUp")
    await page.get_by_role("combobox").fill("bonjour")
    await page.keyboard.press("Enter")

    await expect(page.locator(".mine .words").last).to_have_text("bonjour")
    edited = (await arrived(phones))["edited_message"]
    assert isinstance(edited, dict)
    assert edited["text"] == "bonjour"
    assert [message.edited for message in sophie.chat.posted.values()] == [False, True]


async def type_and_send_first(page: Page, text: str) -> None:
    """Past the start button of an empty chat."""
    await page.get_by_role("button", name="DÉMARRER").click()
    await type_and_send(page, text)
    await expect(page.locator(".mine").last).to_contain_text(text)


async def test_commands_are_offered_in_the_language_of_the_phone_and_chosen_by_keyboard(
    phones: Phones, sophie: Person, page: Page
) -> None:
    for code, name in (("fr", "aide"), ("", "help")):
        commands = [{"command": name, "description": name.title()}, {"command": "start", "description": "x"}]
        await call(phones.api, "setMyCommands", commands=commands, language_code=code)
    await sophie.say("bonjour")
    box = page.get_by_role("combobox").first

    await box.fill("/a")
    await expect(page.get_by_role("option")).to_have_count(1)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine").last).to_contain_text("/aide")

    await page.get_by_role("button", name="Réglages de la démonstration").click()
    await page.get_by_label("Langue du téléphone").select_option("en")
    await page.get_by_role("button", name="Close").click()
    await box.fill("/h")
    await expect(page.get_by_role("option")).to_contain_text("/help")
    await expect(box).to_have_attribute("placeholder", "Write a message")


async def test_a_second_person_has_a_chat_of_their_own_and_can_block_the_bot(
    phones: Phones, sophie: Person, page: Page
) -> None:
    await sophie.say("c'est Sophie")
    await page.get_by_role("button", name="Réglages de la démonstration").click()

    await page.get_by_label("Qui écrit").select_option(label="Ellis")
    await page.get_by_role("button", name="Block the bot").click()
    await page.get_by_role("button", name="Close").click()

    await expect(page.get_by_text("c'est Sophie")).to_have_count(0)
    await expect(page.locator("#state")).to_contain_text("The bot is blocked")
    ellis = list(phones.people.values())[1]
    assert "blocked" in str((await call(phones.api, "sendMessage", chat_id=ellis.id, text="x"))["description"])


async def test_another_sites_page_can_do_nothing_here(phones: Phones, sophie: Person) -> None:
    address = f"http://localhost:{phones.api.port}/phones/{sophie.id}/say"
    async with aiohttp.ClientSession() as session, session.post(address, data='{"text": "x"}') as answer:
        assert answer.status == 403
    assert sophie.chat.posted == {}
