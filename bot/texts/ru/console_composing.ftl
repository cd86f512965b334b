### Консоль: тексты, картинки и кнопки, которые админ готовит для других.

console-composing-formatting = Такое оформление Telegram не отправит. Снимите его с этого места и задайте снова.
console-composing-label = Надпись на кнопке — несколько слов, не больше { $most } знаков.
console-composing-url = Кнопка ведёт по адресу, который начинается с https:// или tg://, или к имени в Telegram, например @yourchannel.
console-composing-refused = Telegram это не принимает: { $reason }
console-composing-unreachable = Бот не может вам написать. Нажмите «Старт» в переписке с ним и попробуйте снова.
console-composing-telegram = Telegram не ответил. Здесь ничего не потеряно: попробуйте ещё раз через минуту.
console-composing-picture-refused = Telegram не может принять эту картинку. Ширина и высота вместе — не больше 10 000 пикселей, и одна не длиннее другой больше чем в 20 раз; если это так, сохраните её заново как JPEG. Слова самого Telegram: { $reason }
console-composing-no-picture = Этот файл Telegram не примет как картинку. Выберите JPEG, PNG или WebP.
console-composing-picture-large = Картинка больше { $most } МБ. Выберите поменьше.
console-composing-no-file = Картинка не пришла. Выберите её снова.
console-composing-picture-received = Эта картинка загружена в консоли. Пока её видите только вы.
console-composing-picture-gone = Этой картинки больше нет. Выберите её снова.
console-composing-too-long = Слишком длинно: знаков { $length }, а помещается { $most }.

## Текст, как его пишут
console-composing-toolbar = Оформление
console-composing-mark-bold = Жирный
console-composing-mark-italic = Курсив
console-composing-mark-underline = Подчёркнутый
console-composing-mark-strike = Зачёркнутый
console-composing-mark-code = Код
console-composing-mark-spoiler = Скрыт до нажатия
console-composing-mark-quote = Цитата
console-composing-mark-link = Ссылка
console-composing-link = Куда она ведёт? Оставьте пустым, чтобы убрать ссылку.
console-composing-link-wrong = Ссылка начинается с https:// или tg://.
console-composing-link-done = Поставить ссылку
console-composing-counter = { NUMBER($length, useGrouping: "true") } из { NUMBER($most, useGrouping: "true") } знаков
console-composing-url-label = Адрес кнопки
console-composing-label-label = Надпись на кнопке

## Картинки
console-composing-picture = Картинка
console-composing-video = Видео
console-composing-picture-alt = Выбранная картинка
console-composing-picture-choose = Выбрать картинку
console-composing-picture-other = Выбрать другую
console-composing-picture-remove = Без картинки
console-composing-picture-sending = Загружается…
console-composing-picture-heavy = Картинка больше 10 МБ. Выберите поменьше.

## Телефон
console-composing-phone = Так увидят читатели
console-composing-show-all = Показать всё
console-composing-custom-emoji = Особый эмодзи
