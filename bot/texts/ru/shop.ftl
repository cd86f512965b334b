### Что читают покупатели, когда пишут боту: тарифы, доступ, помощь, поддержка, условия.

## Меню
command-buy = Тарифы и оплата
command-status = Мой доступ и платежи
command-help = Что умеет этот бот
command-language = Сменить язык
command-paysupport = Вопросы об оплате и возвраты
command-terms = Условия продажи

## /start и /buy
start-hello = 👋 Здравствуйте, <b>{ $name }</b>!
start-access = ✅ { $access }
start-held = ⏸ Ваш платёж ждёт владельца. Подробнее: /status
offers-new = Здесь можно купить доступ. Оплата через Tribute, прямо в Telegram.
offers-extend = Хотите продлить? Оплаченное время добавится к тому, что у вас есть.
offers-lifetime = Больше ничего покупать не нужно.
offers-none = 😴 Сейчас ничего не продаётся. Загляните, пожалуйста, позже.
offers-unread = ⏳ Сейчас не получается узнать цены. Попробуйте через минуту: /buy
offer =
    • <b>{ $duration }</b> — { $price }
    { $name }
offer-stars =
    • <b>{ $duration }</b> — { $price } или { $stars }
    { $name }
offer-description = <i>{ $description }</i>
offers-card-hint =
    💡 При оплате в Telegram доступ открывается сразу.
    💳 В браузере войдите через Telegram. Если войти по почте, Tribute не скажет нам, кто вы, и владельцу придётся искать ваш платёж вручную.
button-pay = Оплатить — { $duration } · { $price }
button-extend = Продлить — { $duration } · { $price }
button-card = 💳 Картой, в браузере · { $duration }
button-try-again = Попробовать ещё раз

## /status
status = 🔑 <b>Ваш доступ</b>
status-held =
    ⏸ Ваша оплата за { $what } у нас. Доступа по ней пока нет: { $reason }.
    Это уладит владелец. Если ждать долго: /paysupport
status-advice =
    Чтобы получить доступ, выберите тариф ниже.
    Оплатили в браузере, а платежа здесь нет? /claim
payments = <b>Ваши платежи</b>
payments-none = Ваших платежей мы не видим.
payments-latest = Показано последних платежей: { $count }.
payment-applied =
    ✅ { $what }
    { $when } · { $duration }
payment-held =
    ⏸ { $what }
    { $when } · ждёт владельца
payment-refunded =
    ↩️ { $what }
    { $when } · возврат { $refunded }
payment-dismissed =
    ✖️ { $what }
    { $when } · владелец закрыл его без доступа
button-extend-any = Продлить

## /help
help =
    ℹ️ <b>Что умеет этот бот</b>
    Он продаёт доступ. Выберите тариф, оплатите через Tribute — доступ откроется сразу. До какого числа, всегда скажет /status.
help-command = /{ $command } — { $what }
help-admins = <b>Для админов</b>

## /paysupport
support =
    🛟 <b>Вопросы об оплате</b>
    { $contact }

    <b>Возвраты</b>
    • Оплачено звёздами: их может вернуть продавец.
    • Оплачено иначе: вернуть может только поддержка Tribute.
    С возвратом заканчивается и оплаченный доступ.
support-include =
    <b>Пожалуйста, напишите</b>
    • ваш Telegram id: <code>{ $id }</code>
    • что случилось
support-purchase = • { $number }: { $what }
support-unlisted = Ваших платежей мы не видим. Если вы платили в браузере: /claim
contact = Пишите: { $contact }
contact-none = Продавец не оставил здесь контакта. Помочь может поддержка Tribute — там, где вы платили.
button-support = Написать в поддержку

## /terms
terms-url =
    📄 <b>Условия продажи</b>
    { $url }
terms-none =
    📄 <b>Условия продажи</b>
    Продавец не опубликовал здесь условий. Вопросы до оплаты: /paysupport
terms-payment = Оплату принимает Tribute, по своим правилам. Вашей карты этот бот не видит. Возвраты: /paysupport
button-terms = Прочитать условия

## /language
language-choose = 🌐 На каком языке говорить с вами?
language-chosen = 🌐 Теперь я говорю с вами по-русски. Тарифы: /buy
language-current = ✓ { $language }
language-en = English
language-ru = Русский

## Всё остальное
unknown-command = Я этого не понимаю. Что я умею: /help
stale-button = Эта кнопка больше не работает. Все команды есть в /help.
