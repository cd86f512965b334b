### Продления за звёзды Telegram: что читают о них покупатели и админы.

stars-link-about = Продлевается каждые 30 дней звёздами Telegram, пока вы не остановите. Доступ откроется сразу после оплаты.
stars-renewing-about = 🔁 Цену «каждые 30 дней» Telegram списывает снова, звёздами, пока вы не остановите, а остановить можно в любой момент: в /status или в Telegram → Настройки → Звёзды. Доступ останется открыт до конца оплаченного.
stars-renewing-offer =
    ⭐ <b>{ $what }</b>: { $price } каждые 30 дней

    Telegram продлевает это, пока вы не остановите, а остановить можно в любой момент: в /status или в Telegram. Оплатите в течение дня, потом эта кнопка исчезнет.
button-stars-renewing = Платить { $price } / 30 дней

## Доступ
stars-access-renews = Доступ открыт до <b>{ $when }</b> (ещё { $left }). Потом Telegram продлит его за звёзды.
stars-access-renews-besides = Доступ открыт до <b>{ $when }</b> (ещё { $left }). Telegram продлит вашу оплату звёздами { $renews }; остальное ваше время начнётся после неё.
stars-access-renewing-now = Доступ был оплачен до <b>{ $when }</b>, и Telegram как раз продлевает его.
stars-access-theirs-renews = до <b>{ $when }</b> (ещё { $left }); Telegram продлит его за звёзды
stars-access-theirs-renews-besides = до <b>{ $when }</b> (ещё { $left }); Telegram продлит оплату звёздами { $renews }
stars-access-theirs-renewing-now = оплачен до <b>{ $when }</b>; Telegram как раз продлевает его

## /status и остановка продления
stars-status-title = <b>Что вы оплачиваете звёздами каждые 30 дней</b>
stars-status-active =
    🔁 { $what }, { $price }
    продлится { $when }
stars-status-canceled =
    ✖️ { $what }, { $price }
    закончится { $when }; вы остановили это в Telegram. Снова включить: Telegram → Настройки → Звёзды
stars-status-stopped =
    ✖️ { $what }, { $price }
    закончится { $when }; магазин остановил продление. Вопросы? /paysupport
stars-status-stopped-by-payer =
    ✖️ { $what }, { $price }
    закончится { $when }; вы остановили продление
stars-status-allowed =
    ✖️ { $what }, { $price }
    закончится { $when }. Продлевать снова можно: включите это в Telegram → Настройки → Звёзды
stars-status-failed =
    ⚠️ { $what }, { $price }
    закончится { $when }; Telegram не смог продлить. Хватает ли звёзд? Смотрите в Telegram → Настройки → Звёзды
stars-status-ended =
    🏁 { $what }, { $price }
    закончилось { $when }
button-stars-stop-renewal = Не продлевать: { $what }
button-stars-allow-renewal = Снова продлевать: { $what }
button-stars-stop-yes = Да, не продлевать
button-stars-allow-yes = Да, продлевать снова
stars-renewal-stop-ask =
    <b>Больше не продлевать { $what }?</b>

    Доступ останется открыт до { $when }; потом ничего не спишется.
stars-renewal-allow-ask =
    <b>Снова продлевать { $what }?</b>

    После этого включите продление в Telegram → Настройки → Звёзды: { $price } каждые 30 дней.
stars-renewal-stop-unknown = ❔ Пока неизвестно, остановил ли его Telegram. Нажмите, пожалуйста, кнопку ещё раз: это не повредит.
stars-renewal-allow-unknown = ❔ Пока неизвестно, разрешил ли Telegram продлевать снова. Нажмите, пожалуйста, кнопку ещё раз: это не повредит.
stars-renewal-stop-done = ✅ <b>Продление остановлено.</b> Больше ничего не спишется.
stars-renewal-stop-already = Останавливать нечего: это больше не продлевается.
stars-renewal-stop-busy = ⏳ Запрос уже отправлен в Telegram. Загляните через минуту в /status.
stars-renewal-stop-no-charge = Сам бот это остановить не может. Это можете вы: Telegram → Настройки → Звёзды.
stars-renewal-stop-not-possible = Telegram не остановил продление, всё осталось как было. Остановить можно самому: Telegram → Настройки → Звёзды.
stars-renewal-stop-later = Telegram просит подождать, пока ничего не изменилось. Попробуйте через несколько минут.
stars-renewal-stop-unclear = Ясного ответа от Telegram не было.
stars-renewal-allow-done = ✅ <b>Продлевать снова можно.</b> Остался один шаг, и он ваш: включите продление в Telegram → Настройки → Звёзды.
stars-renewal-allow-already = Отсюда это уже не продлить. Сегодняшние цены: /buy
stars-renewal-allow-busy = ⏳ Запрос уже отправлен в Telegram. Загляните через минуту в /status.
stars-renewal-allow-no-charge = Сам бот это сделать не может. Напишите, пожалуйста, владельцу: /paysupport
stars-renewal-allow-not-possible = Telegram не разрешил, всё осталось как было. Когда время закончится, можно оформить заново: /buy
stars-renewal-allow-later = Telegram просит подождать, пока ничего не изменилось. Попробуйте через несколько минут.
stars-renewal-allow-unclear = Ясного ответа от Telegram не было.

## Уведомления покупателям
notice-stars-renewed =
    🔁 <b>Спасибо!</b> Продлено: { $what }.

    { $access }
notice-stars-renews = Это продлевается каждые 30 дней за { $price }. Остановить можно в любой момент: /status
notice-stars-renewal-canceled =
    Продления не будет: { $what }. Вы остановили его в Telegram. Открыто до { $until }.

    Снова включить: Telegram → Настройки → Звёзды.
notice-stars-renewal-active = 🔁 Снова продлевается: { $what }, { $until }, за { $price }.
notice-stars-renewal-failed =
    ⚠️ Telegram не смог продлить { $what } за { $price }. Оплачено до { $until }.

    Хватает ли звёзд? Смотрите в Telegram → Настройки → Звёзды. Или оплатите иначе: /buy
notice-stars-renewal-stopped =
    Магазин остановил продление: { $what }. Открыто до { $until }, больше ничего не спишется.

    Вопросы? /paysupport
notice-stars-renewal-allowed =
    Магазин разрешил продлевать снова: { $what }. Открыто до { $until }.

    Чтобы продлевалось, включите это в Telegram → Настройки → Звёзды.

## Уведомления админам
notice-admin-stars-twice-renewing =
    ⚠️ <b>Одна ссылка оплачена дважды</b>
    { $who }: { $what }, а эта ссылка уже была оплачена раньше. Обе оплаты действуют, и обе продлеваются каждые 30 дней.

    Если одна — ошибка, верните её с карточки платежа: это остановит и её продление.
notice-admin-stars-renewal-began =
    💰 <b>Продажа с продлением:</b> { $what } каждые 30 дней
    { $who }
    { $number } · { $when }
notice-admin-stars-renewed =
    🔁 <b>Продлено:</b> { $what }
    { $who }
    { $number } · { $when }
notice-admin-stars-renewal-canceled =
    🏁 <b>Продления не будет:</b> { $what }, { $price }
    { $who }
    Оплачено до { $until }. Остановил покупатель, в Telegram.
notice-admin-stars-renewal-stopped-here =
    🏁 <b>Продления не будет:</b> { $what }, { $price }
    { $who }
    Оплачено до { $until }. Остановил покупатель, кнопкой бота.
notice-admin-stars-renewal-stopped =
    🏁 <b>Продления не будет:</b> { $what }, { $price }
    { $who }
    Оплачено до { $until }. Остановил админ.
notice-admin-stars-renewal-allowed =
    🔁 <b>Продлевать снова можно:</b> { $what }, { $price }
    { $who }
    Оплачено до { $until }. Покупателю ещё нужно включить это в Telegram.
notice-admin-stars-renewal-active =
    🔁 <b>Снова продлевается:</b> { $what }, { $price }
    { $who }
    Оплачено до { $until }. Покупатель снова включил это в Telegram.
notice-admin-stars-renewal-failed =
    ⚠️ <b>Не удалось продлить:</b> { $what }, { $price }
    { $who }
    Оплачено до { $until }. Telegram не смог списать звёзды и сказал об этом покупателю.
notice-admin-stars-end =
    ⚠️ <b>Telegram назвал невозможную дату окончания</b>
    { $number }: { $what }, { $who }. У покупателя есть то, за что заплачено, 30 дней со дня оплаты: до { $until }.

    Если это неверно, дайте или закройте доступ с его карточки.
notice-admin-stars-unread-order =
    ⚠️ <b>Telegram сообщает о продлении, которого бот не знает</b>
    Оно не по заказу этого магазина, поэтому ничего не изменилось. Такое сообщение приходит один раз; следующие — только в журнале.

    Продаёт ли другая программа с токеном этого бота? Кто платит, видно в списке звёзд бота в Telegram.
notice-admin-stars-unread-state =
    ⚠️ <b>Telegram сообщает о продлении то, чего бот не понимает</b>
    Ничего не изменилось. Такое сообщение приходит один раз; следующие — только в журнале.

    Нет ли новой версии Tributary?

## Для админов
stars-theirs-active = 🔁 { $what }, { $price }: продлится { $when }
stars-theirs-canceled = ✖️ { $what }, { $price }: закончится { $when }, остановлено покупателем в Telegram
stars-theirs-stopped = ✖️ { $what }, { $price }: закончится { $when }, остановлено админом
stars-theirs-stopped-by-payer = ✖️ { $what }, { $price }: закончится { $when }, остановлено покупателем в боте
stars-theirs-allowed = ✖️ { $what }, { $price }: закончится { $when }; продлевать снова можно, когда покупатель включит это в Telegram
stars-theirs-failed = ⚠️ { $what }, { $price }: закончится { $when }; Telegram не смог продлить
stars-theirs-ended = 🏁 { $what }, { $price }: закончилось { $when }
stars-renewal-stop-ask-theirs =
    <b>Больше не продлевать { $what }?</b>

    Доступ останется открыт до { $when }; потом ничего не спишется. Покупатель об этом узнает. Деньги не возвращаются: для этого есть /refund
stars-renewal-allow-ask-theirs =
    <b>Снова продлевать { $what }?</b>

    Покупатель об этом узнает; включить продление в Telegram нужно ему самому.
stars-renewal-stop-done-theirs = ✅ <b>Продление остановлено.</b> Больше ничего не спишется, бот сообщает об этом покупателю.
stars-renewal-stop-already-theirs = Останавливать нечего: это больше не продлевается.
stars-renewal-stop-busy-theirs = ⏳ Запрос уже отправлен в Telegram. Загляните через минуту.
stars-renewal-stop-no-charge-theirs = Бот не знает первой оплаты, поэтому остановить это не может. Покупатель может: Telegram → Настройки → Звёзды. Попросите его, пожалуйста.
stars-renewal-stop-not-possible-theirs = Telegram отказал, всё осталось как было. Остановить может покупатель: Telegram → Настройки → Звёзды. Попросите его, пожалуйста.
stars-renewal-stop-later-theirs = Telegram просит подождать, пока ничего не изменилось. Попробуйте через несколько минут.
stars-renewal-stop-unclear-theirs = Ясного ответа от Telegram не было.
stars-renewal-allow-done-theirs = ✅ <b>Продлевать снова можно.</b> Бот сообщает об этом покупателю; включить продление в Telegram нужно ему.
stars-renewal-allow-already-theirs = Отсюда это уже не продлить.
stars-renewal-allow-busy-theirs = ⏳ Запрос уже отправлен в Telegram. Загляните через минуту.
stars-renewal-allow-no-charge-theirs = Бот не знает первой оплаты, поэтому изменить это не может.
stars-renewal-allow-not-possible-theirs = Telegram отказал, всё осталось как было. Когда время закончится, покупатель может оформить заново.
stars-renewal-allow-later-theirs = Telegram просит подождать, пока ничего не изменилось. Попробуйте через несколько минут.
stars-renewal-allow-unclear-theirs = Ясного ответа от Telegram не было.
stars-revoke-renewing = 🔁 Оплата звёздами останется: когда Telegram продлит её { $when }, доступ откроется снова. Чтобы этого не было, остановите продление на карточке человека.
