"""A bare python-telegram-bot echo bot: `echo_ptb.py default`, as it comes, or `aiohttp`, over our transport.

It keeps nothing: what arrives is sent back with a button. Polls; with WEBHOOK_URL it is delivered to, by way of the
same server as our own door.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 256  # updates side by side, over aiohttp; on the library's own client that many make it slower
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Encore", callback_data="encore")]])


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text, reply_markup=BUTTONS)


def built(kind: str, *, is_delivered: bool) -> Any:
    builder: Any = ApplicationBuilder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    builder = builder.base_url(os.environ["TELEGRAM_API_BASE_URL"])
    if kind == "aiohttp":
        from coaching.faces.telegram.transport import AiohttpRequest  # noqa: PLC0415 - found from the root

        builder = builder.request(AiohttpRequest(AT_ONCE)).get_updates_request(AiohttpRequest(2))
        builder = builder.concurrent_updates(AT_ONCE)
    if is_delivered:
        builder = builder.updater(None)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


async def be_delivered_to(application: Application[Any, Any, Any, Any, Any, Any], url: str) -> None:
    import uvicorn  # noqa: PLC0415 - with a webhook alone
    from starlette.applications import Starlette  # noqa: PLC0415
    from starlette.requests import Request  # noqa: PLC0415
    from starlette.responses import Response  # noqa: PLC0415
    from starlette.routing import Route  # noqa: PLC0415

    secret = os.environ["WEBHOOK_SECRET"]

    async def hook(request: Request) -> Response:
        if request.headers.get("x-telegram-bot-api-secret-token") != secret:
            return Response(status_code=403)
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return Response()

    web = Starlette(routes=[Route("/telegram", hook, methods=["POST"])])
    port = int(os.environ["WEBHOOK_PORT"])
    server = uvicorn.Server(uvicorn.Config(web, host="127.0.0.1", port=port, log_level="warning", access_log=False))
    async with application:
        await application.start()
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        await application.bot.set_webhook(url, secret_token=secret)
        await serving
        await application.stop()


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    url = os.environ.get("WEBHOOK_URL", "")
    bot = built(sys.argv[1], is_delivered=bool(url))
    if url:
        asyncio.run(be_delivered_to(bot, url))
    else:
        bot.run_polling()
