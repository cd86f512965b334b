### Покупки: как они названы, известия о них, /purchases и карточка одной.

## Как названа покупка
purchase-number = покупка <code>{ $id }</code>
purchase-number-of-chat = платёж #{ $id }
purchase-without-number = платёж #{ $id } (Tribute не дал номера покупки)
purchase-buyer-unknown = покупатель неизвестен
label-purchase = { $emoji } { $what }
label-purchase-paid = { $paid } · { $what }
label-purchase-numbered = { $id } · { $what }
button-purchase-copy-number = 📋 № покупки
button-purchase-copy-buyer = 📋 id покупателя

## Покупателям
notice-purchase-paid =
    ✅ <b>Спасибо!</b> Ваша оплата дошла: { $what }.

    { $access }
notice-purchase-paid-late =
    ✅ <b>Спасибо!</b> Бот узнал о вашей оплате с опозданием: { $what }.

    { $access }
    Что-то не так? Владелец разберётся: /paysupport
notice-purchase-held =
    ⏸ <b>Спасибо!</b> Ваша оплата дошла: { $what }.

    Прежде чем доступ откроется, на неё должен взглянуть владелец. Как только он откроется, сюда придёт сообщение.

## Админам
notice-admin-purchase-sale =
    💰 <b>Продажа:</b> { $what }
    { $who }
    { $number } · { $when }
notice-admin-purchase-settled =
    ✅ <b>Разобрано:</b> { $what }
    { $who }
    🔑 Доступ: { $access }
    { $number } · { $when }
notice-admin-purchase-refunded-first =
    ↩️ <b>Пришла покупка, за которую деньги уже вернули:</b> { $what }
    { $who }
    { $number } · { $when }
    Возврат пришёл раньше, поэтому доступа она не дала.
notice-admin-purchase-held =
    ⏸ <b>Платёж ждёт вас:</b> { $what }
    { $who }
    { $number } · { $when }
    Он в сохранности, но доступа по нему пока нет ни у кого: { $reason }.
notice-admin-purchase-sales =
    💰 <b>{ $count ->
        [one] { $count } продажа
        [few] { $count } продажи
        [many] { $count } продаж
       *[other] { $count } продажи
    } за { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
        [many] { $minutes } минут
       *[other] { $minutes } минуты
    }</b>
notice-admin-purchase-sales-total = Всего: { $paid }
notice-admin-purchase-sales-entry = • { $who }: { $what }
notice-admin-purchase-sales-more = … и ещё { $count }: /purchases
button-purchases-all = Все покупки
button-purchase = Показать покупку

## /purchases
purchases-title = 🧾 <b>Покупки</b>, сначала новые · страница { $number } из { $pages }
purchases-none =
    🧾 Покупок пока нет.

    Как только кто-нибудь заплатит, вы узнаете об этом здесь. Что продаётся: /tariffs
purchases-entry = <b>{ $number }.</b> { $emoji } { $what }
purchases-entry-more =
    { $who }
    { $number } · { $when }
label-purchases-number = { $number } { $emoji }
button-purchases = ‹ Все покупки

## Одна покупка
purchase-not-found =
    Такой покупки бот не знает.

    Последние покупки с номерами — в /purchases
purchase-title = { $emoji } <b>{ $status }</b>
purchase-status-applied = Оплачено, доступ дан
purchase-status-held = Ждёт вас
purchase-status-refunded = Деньги возвращены { $when }
purchase-status-dismissed = Отклонено
purchase-status-revoked = Оплачено; админ закрыл доступ { $when }
purchase-held-because = Доступа по ней пока нет ни у кого: { $reason }.
purchase-refund-by-support = ↩️ Отсюда вернуть нельзя: возврат — через поддержку Tribute.
purchase-refunded-because = Причина: { $reason }
purchase-dismissed-because = { $who }: { $reason }
purchase-dismissed-by = Кто: { $who }
purchase-product = 🎁 { $what }
purchase-paid = { $number } · оплата { $when }
purchase-first-seen = { $number } · дошла до бота { $when }
purchase-gives = Даёт доступ: { $tariff }
purchase-gives-nothing-yet = Доступа пока не даёт
purchase-gave = Давала доступ: { $tariff }, закрыт
purchase-gave-until = Давала доступ: { $tariff }, админ закрыл его { $when }
purchase-gave-nothing = Доступа не давала
purchase-received = 📥 Tribute сообщил { $when }
purchase-settled = Разобрано { $when }
