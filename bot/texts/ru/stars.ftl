### Оплата звёздами Telegram прямо в чате: цены для админов, счета и уведомления для покупателей.

## Покупателям
stars-price-at-tribute = { $price } в Tribute
stars-invoice-about = Оплата один раз, звёздами Telegram; ничего не продлевается. Доступ откроется сразу после оплаты.
stars-help-about =
    ℹ️ <b>Что делает этот бот</b>
    Он продаёт доступ. Выберите срок, оплатите через Tribute или звёздами Telegram — доступ откроется сразу. До какого он числа, всегда скажет /status.
stars-terms-payment = Оплату принимает Tribute по своим правилам, оплату звёздами — Telegram. Данных вашей карты бот не видит. Возвраты: /paysupport
toast-stars-changed = По этой цене уже не продаётся. Сегодняшние цены — ниже.
toast-stars-for-life = У вас это навсегда: платить не нужно.

## Почему сейчас нельзя оплатить, в окне Telegram
stars-refused-unknown = Этот счёт не от этого магазина. Ничего не списано. Цены: /buy
stars-refused-paid = Этот счёт уже оплачен, поэтому ещё раз ничего не списано. Ваш доступ: /status
stars-refused-expired = Этот счёт устарел: счёт действует один день. Ничего не списано. Новый счёт: /buy
stars-refused-replaced = Есть счёт новее, поэтому этот уже не действует. Ничего не списано. Новый счёт: /buy
stars-refused-price = Цена с тех пор изменилась. Ничего не списано. Сегодняшняя цена: /buy
stars-refused-not-sold = Это больше не продаётся. Ничего не списано. Что продаётся сегодня: /buy
stars-refused-terms = Сначала примите условия: отправьте боту /terms, затем оплатите. Ничего не списано.
stars-refused-later = Магазин сейчас не может принять оплату. Ничего не списано. Попробуйте, пожалуйста, через минуту.

## Уведомления
notice-stars-paid-by-other = ⭐ Счёт за { $what }, который пришёл вам, оплатил другой человек. Доступ у него; вы ничего не заплатили. Цены: /buy
notice-stars-paid-for-other = Счёт был выставлен другому человеку. Оплатили его вы, поэтому доступ ваш.
notice-admin-stars-twice =
    ⚠️ <b>Один счёт оплачен дважды</b>
    { $who }: { $what }, а этот счёт уже был оплачен раньше. Обе оплаты дали своё время, одна за другой.

    Если вторая была ошибкой, верните её с карточки платежа.
notice-admin-stars-conflict =
    ⚠️ <b>Telegram сообщает об одной оплате по-разному</b>
    { $number }: { $what }, { $who }. Считается то, что пришло первым; сохранено и то и другое.

    Сверьте, пожалуйста, с оплатой в Telegram.

## Цены, для админов
stars-prices-title =
    ⭐ <b>Цены в звёздах</b>
    Покупатели платят прямо в чате, самому боту; звёзды Telegram хранит для вас. Выберите, что так продавать.
stars-prices-none = Здесь ещё ничего не продаётся. Сначала начните продавать продукт Tribute: /tariffs
stars-price-line = • <b>{ $tariff }</b>: { $price }
stars-price-none = не за звёзды
label-stars-price = { $tariff }: { $price }
label-stars-no-price = { $tariff }: выкл.
stars-price-title = ⭐ <b>{ $tariff }</b>: цена в звёздах
stars-price-now = Покупатели платят { $price } в чате, один раз. Счёт можно оплатить в течение дня.
stars-price-off = За звёзды не продаётся: покупатели их не видят.
stars-price-hidden = 🙈 Скрыто от покупателей, см. /shop.
stars-price-retired = Этот план больше не продаётся, поэтому покупатели его не видят.
stars-price-ask =
    ⭐ Сколько звёзд за <b>{ $tariff }</b>? Отправьте целое число от 1 до 100 000, например <code>250</code>.

    Передумали? /cancel
stars-price-unreadable = Это не цена в звёздах. Отправьте, пожалуйста, целое число от 1 до 100 000, например <code>250</code>.
stars-price-confirm =
    ⭐ <b>{ $tariff }</b> за { $price }, один раз?

    Покупатели увидят это сразу, рядом с другими способами оплаты. Неоплаченные счета с другой ценой перестанут действовать.
stars-price-set = ✅ Теперь покупатели платят { $price }.
stars-price-stopped = ✅ За звёзды больше не продаётся. Неоплаченные счета больше не действуют.
stars-price-conflict = ⚠️ Тем временем это изменил другой админ. Вот как сейчас:
button-stars-prices = ⭐ Цены в звёздах
button-stars-price = ⭐ Цена в звёздах
button-stars-ask = Назначить цену
button-stars-change = Изменить цену
button-stars-confirm = Да, { $price }
button-stars-stop = Не продавать за звёзды
button-stars-again = Вернуть { $price }

## Покупки, для админов
stars-unknown = что-то без счёта
stars-purchase = ⭐ Оплачено звёздами, в чате. Номер списания: <code>{ $charge }</code>
stars-purchase-repeated = ⚠️ Этот счёт уже был оплачен раньше.
stars-purchase-conflicts = ⚠️ Telegram сообщал о ней и с другими данными.
stars-held-missing = • за что заплачено: выберите, и доступ откроется

## Возвраты, для админов
stars-refund-only-stars = ⭐ Telegram вернёт звёзды тому, кто платил. Отменить это нельзя.
stars-refund-calling = ⏳ <b>Запрос отправлен в Telegram…</b>
stars-refund-done = ✅ <b>Деньги возвращены.</b> Telegram вернул звёзды, доступ за них отозван.
stars-refund-done-without-access = ✅ <b>Деньги возвращены.</b> Telegram вернул звёзды. Доступа они не давали, отзывать нечего.
stars-refund-already = ↩️ <b>Эта оплата возвращена { $when }.</b> В Telegram сейчас ничего не отправлено.
stars-refund-unknown = ❔ <b>Неясно, возвращена ли эта оплата.</b> Telegram спросили { $when }.
stars-refund-without-number =
    <b>Отсюда эту оплату вернуть нельзя:</b> Telegram не назвал номер списания или плательщика.

    Спросите покупателя; если вернуть нужно, напишите в @BotSupport.
stars-refund-only-support =
    <b>Telegram окончательно отказал в этом возврате.</b>

    Повторять бесполезно. Спросите покупателя; если вернуть нужно, напишите в @BotSupport.
stars-refund-refused-for-good = ⭐ Telegram окончательно отказал в возврате; поможет @BotSupport.
stars-refund-error-unknown = Пока неизвестно, прошёл ли возврат: ясного ответа от Telegram не было. Не отправляйте его ещё раз: бот поищет его в списке Telegram и скажет, что там, — обычно в течение четверти часа. До тех пор доступ остаётся как есть.
stars-refund-error-unknown-charge = Telegram не знает такого списания: ничего не возвращено, доступ не изменился. Не менялся ли с тех пор токен бота?
stars-refund-error-other-payer = По словам Telegram, платил кто-то другой: ничего не возвращено, доступ не изменился.
stars-refund-error-balance = У бота не хватает звёзд для возврата: ничего не возвращено, доступ не изменился. Попробуйте, когда придут новые.
stars-refund-error-later = Telegram просит подождать: ничего не возвращено, доступ не изменился. Попробуйте через несколько минут.
stars-refund-error-unauthorized = Telegram не принимает токен бота: ничего не возвращено, доступ не изменился. Сверьте BOT_TOKEN с @BotFather.
stars-refund-error-refused = Telegram отказал в возврате, доступ не изменился. Попробуйте позже; его слова есть в журнале.
notice-admin-stars-refund-unknown =
    ❔ <b>Неизвестно, прошёл ли возврат:</b> { $what }
    { $who }
    { $number }
    Делать ничего не нужно: бот поищет его в списке Telegram и скажет, что там, — обычно в течение четверти часа.
notice-admin-stars-not-refunded =
    ↩️ <b>Того возврата не было:</b> { $what }
    { $who }
    { $number }
    В списке звёзд Telegram его нет: оплата и доступ остаются в силе. Всё ещё хотите вернуть? Запросите возврат снова.
notice-admin-stars-refund-early =
    ❔ <b>Telegram вернул оплату, о которой бот ещё не знает</b> ({ $when })
    Номер списания: <code>{ $charge }</code>

    Бот ищет её в списке Telegram. Как только она найдётся, она появится в /purchases как возвращённая.
notice-admin-stars-refund-foreign =
    ❔ <b>Telegram вернул оплату не из этого магазина</b> ({ $when })
    Номер списания: <code>{ $charge }</code>

    В списке Telegram за неё нет счёта магазина: здесь ничего не меняется. Возможно, её продала другая программа с токеном этого бота.

## Список звёзд Telegram, для админов
button-stars-look = ⭐ Сверить звёзды сейчас
stars-list-read =
    ⭐ <b>Список Telegram сверен.</b> О чём не сообщило ни одно обновление Telegram:
    • выдано: { $granted }
    • ждёт вас: { $held }
    • возвращено: { $refunded }
    • возвратов, которых не было: { $not_refunded }
stars-list-read-nothing = ⭐ <b>Список Telegram сверен.</b> Магазин уже знал всё.
stars-list-failed =
    ⭐ <b>Список Telegram сейчас не прочитать.</b> { $why }

    Ничего не потеряно: бот продолжит отсюда сам.
stars-list-error-later = Telegram просит подождать. Попробуйте через несколько минут.
stars-list-error-unauthorized = Telegram не принимает токен бота. Сверьте BOT_TOKEN с @BotFather.
stars-list-error-silent = Telegram не отвечает. Попробуйте через несколько минут.
stars-list-error-refused = Telegram отказывается его показать; его слова есть в журнале.
stars-list-error-unreadable = Ответ Telegram не удаётся прочитать; подробности в журнале. Если это не пройдёт, сообщите, пожалуйста, разработчикам.
