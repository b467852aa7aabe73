"""Each method of the Bot API by its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from tests.bot_api import editing, gestures, listening, menus, posting
from tests.bot_api.parameters import Parameters
from tests.bot_api.state import State

Method = Callable[[State, Parameters], Awaitable[object]]

METHODS: Mapping[str, Method] = {
    "getMe": listening.get_me,
    "getUpdates": listening.get_updates,
    "setWebhook": listening.set_webhook,
    "getWebhookInfo": listening.get_webhook_info,
    "deleteWebhook": listening.delete_webhook,
    "sendMessage": posting.send_message,
    "sendPhoto": posting.sender_of("photo"),
    "sendDocument": posting.sender_of("document"),
    "sendVoice": posting.sender_of("voice"),
    "sendSticker": posting.sender_of("sticker"),
    "sendMessageDraft": posting.send_draft,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMessageReaction": editing.set_message_reaction,
    "sendChatAction": gestures.send_chat_action,
    "answerCallbackQuery": gestures.answer_callback_query,
    "getChat": gestures.get_chat,
    "getFile": gestures.get_file,
    "setMyCommands": menus.set_my_commands,
    "getMyCommands": menus.get_my_commands,
    "deleteMyCommands": menus.delete_my_commands,
    "setMyName": menus.set_name,
    "getMyName": menus.get_name,
    "setMyDescription": menus.set_description,
    "getMyDescription": menus.get_description,
    "setMyShortDescription": menus.set_short_description,
    "getMyShortDescription": menus.get_short_description,
    "setChatMenuButton": menus.set_menu_button,
    "getChatMenuButton": menus.get_menu_button,
}
