### Что бот говорит сам: покупателям после оплаты или возврата, админам о делах магазина.

## Состояние доступа (также в /start, /status и карточках админов)
access-until = Доступ открыт до <b>{ $when }</b> (ещё { $left }).
access-lifetime = Доступ открыт <b>навсегда</b>.
access-ended = Доступ закончился { $when }.
access-none = Сейчас доступа нет.

## Обороты
product = «{ $what }»
product-paid = «{ $what }», { $paid }
product-number = продукт { $id }
product-unknown = продукт, который не удалось прочитать
purchase-number = покупка <code>{ $id }</code>
purchase-without-number = платёж #{ $id } (Tribute не дал номера покупки)
person = { $name } · <code>{ $id }</code>
person-id = <code>{ $id }</code>
person-named = { $name } (без Telegram id)
person-tribute = покупатель Tribute { $id } (без Telegram id)
person-unknown = неизвестный покупатель

## Почему платёж отложен
held-no-buyer = Tribute не сказал, чей это Telegram, — так бывает при оплате в браузере
held-unbound = этот продукт бот пока не продаёт
held-unreadable = часть того, что прислал Tribute, не удалось прочитать

## Покупателям
notice-paid =
    ✅ <b>Спасибо!</b> Мы получили оплату за { $what }.

    { $access }
notice-paid-late =
    ✅ <b>Спасибо!</b> Весть о вашей оплате за { $what } дошла до нас только сейчас.

    { $access }
    Что-то не так? Разберёмся: /paysupport
notice-waiting =
    ⏸ <b>Спасибо!</b> Ваша оплата за { $what } у нас.

    Прежде чем доступ откроется, владельцу нужно кое-что уладить вручную. Как только откроется, мы сразу напишем сюда.
notice-refunded =
    ↩️ Деньги за { $what } возвращены.

    { $access }
notice-reminder =
    ⏰ Небольшое напоминание.

    { $access }
    Хотите остаться? Купленное сейчас время добавится к тому, что у вас есть.
notice-ended =
    👋 { $access }

    Спасибо, что были с нами. Вернуться можно в любой момент.

## Админам
notice-admin-sale =
    💰 <b>Продажа:</b> { $what }
    { $who }
    { $number } · { $when }
notice-admin-settled =
    ✅ <b>Улажено:</b> { $what }
    { $who } — доступ открыт.
    { $number } · { $when }
notice-admin-refund =
    ↩️ <b>Возврат:</b> { $what }
    { $who }
    { $number } · { $when }
    Доступ, который давала эта покупка, закрыт.
notice-admin-refund-without-access =
    ↩️ <b>Возврат:</b> { $what }
    { $who }
    { $number } · { $when }
    Доступа эта покупка не давала, закрывать было нечего.
notice-admin-refunded-first =
    ↩️ <b>Пришла покупка, за которую деньги уже вернули:</b> { $what }
    { $who }
    { $number } · { $when }
    Возврат пришёл раньше, поэтому доступа она не дала.
notice-admin-held =
    ⏸ <b>Платёж ждёт вас:</b> { $what }
    { $who }
    { $number } · { $when }
    Он в сохранности, но доступа по нему пока нет ни у кого: { $reason }.
notice-admin-unmatched =
    ⏸ <b>Возврат ждёт вас:</b> { $what }
    { $who }
    Tribute не сказал ясно, к какой покупке он относится, поэтому доступ пока не закрыт.
notice-admin-conflict =
    ⚠️ Tribute прислал одно событие дважды с разным содержанием. Действует первое, второе сохранено в базе.
    <code>{ $event }</code>
    Пожалуйста, сверьте его с кабинетом Tribute.
notice-admin-test = 👋 Проверка от Tribute дошла: вебхук работает, ключ верный.
notice-admin-refund-unknown =
    ❔ <b>Неизвестно, состоялся ли возврат:</b> { $what }
    { $who }
    { $number }
    Посмотрите, пожалуйста, в кабинете Tribute. Если возврат состоялся, вебхук Tribute закроет этот вопрос сам.
notice-admin-undeliverable =
    ✉️ Сообщение для { $who } доставить не удалось: { $reason }
notice-admin-error = ⚠️ В боте что-то пошло не так: <code>{ $what }</code>. Он продолжает работать; подробности в журнале.

## Кнопки под этими сообщениями
button-status = Мой доступ
button-buy = Посмотреть тарифы
button-extend-now = Продлить
button-settle = Уладить
button-show = Показать
button-purchase = Показать покупку
button-send-again = Отправить ещё раз
