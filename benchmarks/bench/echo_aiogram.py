"""A bare aiogram echo bot. It keeps nothing: what arrives is sent back with a button.

Polls; with WEBHOOK_URL it is delivered to, by way of aiogram's own server.
"""

from __future__ import annotations

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Encore", callback_data="encore")]])


async def echo(message: Message) -> None:
    if message.text:
        await message.answer(message.text, reply_markup=BUTTONS)


async def main() -> None:
    api = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_BASE_URL"].removesuffix("/bot"))
    bot = Bot(os.environ["TELEGRAM_BOT_TOKEN"], session=AiohttpSession(api=api, limit=256))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    url = os.environ.get("WEBHOOK_URL", "")
    if not url:
        await dispatcher.start_polling(bot)
        return
    app, secret = web.Application(), os.environ["WEBHOOK_SECRET"]
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(os.environ["WEBHOOK_PORT"])).start()
    await bot.set_webhook(url, secret_token=secret)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
