### Что читают админы, когда их собственный сервис не принимает известий (WEBHOOK_OUT_URL).

webhook-why = { $why ->
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
notice-admin-webhooks-fail =
    📡 <b>Ваш сервис не принимает то, что я ему сообщаю</b>: { $why }.
    { $count ->
        [one] Ждёт { $count } известие.
        [few] Ждут { $count } известия.
       *[many] Ждут { $count } известий.
    } Я буду пробовать ещё три дня; доступ покупателей от этого не зависит. Проверьте, пожалуйста, сервис и WEBHOOK_OUT_URL.
notice-admin-webhooks-lost =
    📡 <b>Ваш сервис узнал не обо всём.</b> { $count ->
        [one] Не доставлено { $count } известие: { $why }.
        [few] Не доставлены { $count } известия. О последнем: { $why }.
       *[many] Не доставлено { $count } известий. О последнем: { $why }.
    }
    Когда сервис заработает, их можно отправить ещё раз.

## /attention
attention-webhooks = 📡 { $count ->
    [one] { $count } известие, которое ваш сервис не принял
    [few] { $count } известия, которые ваш сервис не принял
   *[many] { $count } известий, которые ваш сервис не принял
}
label-webhooks = 📡 { $count ->
    [one] { $count } известие вашему сервису
    [few] { $count } известия вашему сервису
   *[many] { $count } известий вашему сервису
}
webhooks-title = 📡 <b>Ваш сервис не принял { $count ->
    [one] { $count } известие
    [few] { $count } известия
   *[many] { $count } известий
}</b>
webhooks-one =
    <code>{ $type }</code> · <code>{ $id }</code>
    Перестали пробовать { $when }: { $why }
webhooks-more = … и ещё { $count }.
webhooks-hint = Отправьте их снова, когда сервис заработает, или отпустите, если они ему не нужны: он может в любой момент сам спросить, у кого есть доступ.
webhooks-sent-again = 📤 Снова в пути: { $count ->
    [one] { $count } известие
    [few] { $count } известия
   *[many] { $count } известий
}. Если сервис не примет, вы узнаете.
webhooks-let-go-sure = <b>Отпустить { $count ->
    [one] { $count } известие
    [few] { $count } известия
   *[many] { $count } известий
}?</b> Ваш сервис о них не узнает. Доступ ни у кого не изменится.
webhooks-let-go = 🗑 Больше не ждут: { $count ->
    [one] { $count } известие
    [few] { $count } известия
   *[many] { $count } известий
}.
webhooks-no-longer = Здесь больше ничего не ждёт.
button-webhooks-again = Отправить все снова
button-webhooks-let-go = Отпустить…
button-webhooks-let-go-sure = Да, отпустить
