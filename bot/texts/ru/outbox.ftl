### Отправка, для админов: пауза после восстановления и сообщения, которые не удалось доставить.

## Пауза после восстановления
outbox-pause-ask =
    ⏯ <b>На место базы данных поставлена копия</b>, { $since }. Платежи принимаются и доступ открывается как всегда, но бот ничего не отправляет, пока вы не решите: часть того, что здесь ждёт, могла уже уйти раньше.
    { $old ->
        [0] В копии ничего не ждало отправки.
        [one] В копии ждало отправки { $old } сообщение.
        [few] В копии ждали отправки { $old } сообщения.
       *[many] В копии ждало отправки { $old } сообщений.
    } { $new ->
        [0] С тех пор новых нет.
       *[other] С тех пор добавилось { $new }.
    }
    Пожалуйста, сначала сравните продажи в Tribute после копии с /purchases; кого там нет, тому дайте доступ через /grant.
outbox-pause-sent = ▶️ Бот снова отправляет{ $count ->
    [0] .
    [one] : в пути { $count } сообщение.
    [few] : в пути { $count } сообщения.
   *[many] : в пути { $count } сообщений.
}
outbox-pause-dropped = ▶️ Бот снова отправляет. Не отправлено как старое: { $old }. В пути: { $new }.
outbox-pause-over = ▶️ Паузы больше нет: бот отправляет как всегда.
label-outbox-pause = ⏯ Отправка на паузе
button-outbox-pause-send = { $count ->
    [0] Продолжить отправку
    [one] Отправить { $count } сообщение
    [few] Отправить { $count } сообщения
   *[many] Отправить { $count } сообщений
}
button-outbox-pause-drop = { $count ->
    [one] Без { $count } старого
    [few] Без { $count } старых
   *[many] Без { $count } старых
}

## Сообщения, которые не удалось доставить
notice-admin-undeliverable =
    ✉️ Сообщение не дошло: { $who }. Отправить ещё раз: /attention
    <blockquote expandable>{ $reason }</blockquote>
undeliverable-title = ✉️ <b>Это сообщение доставить не удалось</b>
undeliverable-to = Кому: { $who }
undeliverable-about = { $kind ->
    [paid] О чём: оплата пришла
    [refunded] О чём: деньги возвращены
    [waiting] О чём: платёж ждёт владельца
    [reminder] О чём: доступ скоро закончится
    [ended] О чём: доступ закончился
    [ended-early] О чём: доступ закончился
    [end-corrected] О чём: доступ закончится в другое время
    [granted] О чём: доступ открыт
    [revoked] О чём: доступ закрыт
    [claim-found] О чём: платёж, который человек назвал своим
    [claim-denied] О чём: платёж, который человек назвал своим
    [claim-closed] О чём: платёж, который человек назвал своим
    [support-answer] О чём: ответ владельца
    [stars-paid-by-other] О чём: счёт оплатил другой человек
    [stars-renewal] О чём: продление в Stars
    [no-admin-now] О чём: человек больше не админ
    [recurring-started] О чём: подписка в Tribute
    [recurring-renewed] О чём: подписка в Tribute
    [recurring-cancelled] О чём: подписка в Tribute
    [chat-knock] О чём: заявка в закрытый чат
    [chat-removed] О чём: удаление из закрытого чата
    [chat-access] О чём: впустить в закрытый чат или удалить оттуда
    [chat-look] О чём: осмотр закрытого чата
   *[other] О чём: известие для админов
}
undeliverable-why = Причина от Telegram: <blockquote expandable>{ $reason }</blockquote>
undeliverable-when = Перестали пробовать: { $when }
undeliverable-sent-again = 📤 Сообщение снова в пути: { $who }. Если опять не дойдёт, вы узнаете.
undeliverable-gone = Это сообщение больше не ждёт: оно отправлено или отправляется прямо сейчас.
label-undeliverable = ✉️ { $who }
button-send-again = Отправить ещё раз
