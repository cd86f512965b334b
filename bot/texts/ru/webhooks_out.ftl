### Вебхуки собственному сервису владельца (WEBHOOK_OUT_URL), для админов: когда он их не принимает.

webhooks-out-why = { $why ->
    [status] он ответил { $status }
    [redirect] он ответил { $status }, это переадресация, по ней бот не ходит
    [gone] он ответил { $status }: больше присылать не нужно
    [timeout] он не ответил вовремя
    [unreachable] до него не достучаться
    [certificate] его сертификат недействителен
    [private] его адрес частный, это нужно разрешить в WEBHOOK_OUT_ALLOW_PRIVATE
   *[broken] его ответ не удалось понять
}

## Известия
notice-admin-webhooks-out-failing =
    📡 <b>Ваш сервис не принимает вебхуки бота</b>: { $why }.
    { $count ->
        [one] Ждёт { $count } вебхук.
        [few] Ждут { $count } вебхука.
       *[many] Ждут { $count } вебхуков.
    } Бот будет пробовать ещё три дня; доступ покупателей от этого не зависит. Проверьте, пожалуйста, сервис и WEBHOOK_OUT_URL.
notice-admin-webhooks-out-lost =
    📡 <b>Ваш сервис узнал не обо всём.</b> { $count ->
        [one] Не доставлен { $count } вебхук: { $why }.
        [few] Не доставлены { $count } вебхука. О последнем: { $why }.
       *[many] Не доставлено { $count } вебхуков. О последнем: { $why }.
    }
    Когда сервис заработает, их можно отправить ещё раз.

## Из /attention
label-webhooks-out = 📡 { $count ->
    [one] { $count } вебхук вашему сервису
    [few] { $count } вебхука вашему сервису
   *[many] { $count } вебхуков вашему сервису
}
webhooks-out-title = 📡 <b>Ваш сервис не принял { $count ->
    [one] { $count } вебхук
    [few] { $count } вебхука
   *[many] { $count } вебхуков
}</b>
webhooks-out-line =
    <code>{ $type }</code> · <code>{ $id }</code>
    Перестали пробовать { $when }: { $why }
webhooks-out-more = … и ещё { $count }.
webhooks-out-hint = Отправьте их снова, когда сервис заработает, или отбросьте, если они ему не нужны: он может в любой момент сам спросить, у кого есть доступ.
webhooks-out-sent-again = 📤 Снова в пути: { $count ->
    [one] { $count } вебхук
    [few] { $count } вебхука
   *[many] { $count } вебхуков
}. Если сервис не примет, вы узнаете.
webhooks-out-discard-confirm = <b>Отбросить { $count ->
    [one] { $count } вебхук
    [few] { $count } вебхука
   *[many] { $count } вебхуков
}?</b> Ваш сервис о них не узнает. Доступ ни у кого не изменится.
webhooks-out-discarded = 🗑 Больше не ждут: { $count ->
    [one] { $count } вебхук
    [few] { $count } вебхука
   *[many] { $count } вебхуков
}.
webhooks-out-none = Здесь больше ничего не ждёт.
button-webhooks-out-again = Отправить все снова
button-webhooks-out-discard = Отбросить…
button-webhooks-out-discard-confirm = Да, отбросить
