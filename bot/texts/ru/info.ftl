### Ответы на вопросы: /help, /paysupport, /terms и выбор языка.

## /help
help-about =
    ℹ️ <b>Что умеет этот бот</b>
    Он продаёт доступ. Выберите срок, оплатите через Tribute — доступ откроется сразу. До какого числа, всегда скажет /status.
help-command = /{ $command } — { $what }
help-admins = <b>Для админов</b>

## /paysupport
support-about =
    🛟 <b>Вопросы об оплате</b>
    { $contact }

    <b>Возвраты</b>
    • Оплачено звёздами: их может вернуть владелец.
    • Оплачено иначе: вернуть может только поддержка Tribute.
    С возвратом заканчивается и оплаченный доступ.
support-include =
    <b>Пожалуйста, напишите</b>
    • ваш Telegram id: <code>{ $id }</code>
    • что случилось
support-purchase = • { $number }: { $what }
support-unlisted = Ваших платежей бот не видит. Если вы платили в браузере: /claim
support-contact = Пишите: { $contact }
support-contact-none = Владелец не оставил здесь контакта. Помочь может поддержка Tribute — там, где вы платили.
button-support = Написать в поддержку

## /terms
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
label-language-current = ✓ { $language }
label-language-en = English
label-language-ru = Русский
