### Ответы на вопросы: /help, /terms и выбор языка.

## /help
help-about =
    ℹ️ <b>Что умеет этот бот</b>
    Он продаёт доступ. Выберите срок, оплатите через Tribute — доступ откроется сразу. До какого числа, всегда скажет /status.
help-command = /{ $command } — { $what }
help-admins = <b>Для админов</b>
help-admins-selling = <b>Что продаётся</b>
help-admins-access = <b>Доступ и деньги</b>
help-admins-bot = <b>Бот и его данные</b>

## /terms
terms-title = 📄 <b>Условия продажи</b>
terms-url =
    📄 <b>Условия продажи</b>
    { $url }
terms-none =
    📄 <b>Условия продажи</b>
    Владелец не опубликовал здесь условий. Вопросы до оплаты: /paysupport
terms-payment = Оплату принимает Tribute, по своим правилам. Вашей карты этот бот не видит. Возвраты: /paysupport
button-terms = Прочитать условия

## /language
language-choose = 🌐 Выберите язык
language-chosen = 🌐 Теперь бот говорит с вами по-русски. Тарифы: /buy
language-chosen-added = 🌐 Ваш язык теперь — { $language }. Тарифы: /buy
label-language-current = ✓ { $language }
label-language-en = English
label-language-ru = Русский
