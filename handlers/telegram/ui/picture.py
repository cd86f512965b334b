"""The owner's pictures: sent by Telegram's own name of them, else by their bytes, once."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, InputFile, Message

from bot.domain.refusals import is_about_reader
from bot.domain.shop_face.texts import PictureFile
from bot.texts import Markup
from bot.usecases.shop_face.face import ShopFace


@dataclass(frozen=True, slots=True)
class Below:
    """The words and the buttons below a picture."""

    words: Markup
    markup: InlineKeyboardMarkup | None = None


async def send_picture(
    bot: Bot, chat_id: int, picture_id: int, below: Below, face: ShopFace
) -> Message:
    """Send a picture with words and buttons below it.

    A name that Telegram takes no longer, because the file was deleted or is another bot's, is
    replaced: one of many readers has the bytes sent, the others get the new name. Raises
    TelegramBadRequest if Telegram refuses the bytes too, LookupError if they are missing.
    """
    known = face.file_of(picture_id, bot.id)
    if known is not None:
        try:
            return await _send(bot, chat_id, known, below)
        except TelegramBadRequest as error:
            if is_about_reader(error.message):
                raise
    async with face.uploading(picture_id):
        now_known = face.file_of(picture_id, bot.id)
        if now_known is not None and now_known != known:
            return await _send(bot, chat_id, now_known, below)
        content = BufferedInputFile(await face.picture(picture_id), "picture.jpg")
        sent = await _send(bot, chat_id, content, below)
        if sent.photo:
            await face.set_file(picture_id, PictureFile(bot.id, sent.photo[-1].file_id))
    return sent


async def _send(bot: Bot, chat_id: int, photo: InputFile | str, below: Below) -> Message:
    return await bot.send_photo(chat_id, photo, caption=below.words, reply_markup=below.markup)
