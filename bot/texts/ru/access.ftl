### Доступ: каков он сейчас, /status, как админы дают и закрывают его, напоминания.

## Ваш доступ сейчас
access-until = Доступ открыт до <b>{ $when }</b> (ещё { $left }).
access-lifetime = Доступ открыт <b>навсегда</b>.
access-ended = Доступ закончился { $when }.
access-none = Сейчас доступа нет.
access-renews = Доступ открыт до <b>{ $when }</b> (ещё { $left }). Потом Tribute продлит его автоматически.
access-renews-besides = Доступ открыт до <b>{ $when }</b> (ещё { $left }). Ваша подписка в Tribute продлится автоматически { $renews }; остальное ваше время начнётся после неё.
access-renewing-now = Доступ был оплачен до <b>{ $when }</b>, и Tribute как раз продлевает его.

## A line for each plan, where there are several
access-plan = <b>{ $plan }</b>: { $access }
access-plan-ended = <b>{ $plan }</b>: доступ закончился { $when }
access-plan-included = <b>{ $plan }</b>: входит в { $by }
access-plan-paused = <b>{ $plan }</b>: { $access }. Сейчас он входит в { $by }; его собственное время на паузе до { $when }.

## Доступ другого человека, для админов
access-theirs-until = до <b>{ $when }</b> (ещё { $left })
access-theirs-lifetime = <b>навсегда</b>
access-theirs-ended = нет; закончился { $when }
access-theirs-none = нет
access-theirs-renews = до <b>{ $when }</b> (ещё { $left }); Tribute продлевает его автоматически
access-theirs-renews-besides = до <b>{ $when }</b> (ещё { $left }); подписка в Tribute продлится автоматически { $renews }
access-theirs-renewing-now = оплачен до <b>{ $when }</b>; Tribute как раз продлевает его
access-now = 🔑 Доступ сейчас: { $access }
access-now-plan = 🔑 { $plan } сейчас: { $access }
access-afterwards = ➡️ Станет: { $access }
access-still-open = ➡️ { $by } по-прежнему открывает его: { $access }
access-after-refund = После возврата: { $access }

## /status
status-title = 🔑 <b>Ваш доступ</b>
status-held =
    ⏸ Ваша оплата дошла: { $what }. Доступа по ней пока нет: { $reason }.
    Долго ждёте? /paysupport
status-advice =
    Чтобы получить доступ, откройте тарифы кнопкой ниже.
    Оплатили в браузере, а платежа здесь нет? /claim
status-advice-none =
    Сейчас ничего не продаётся. Загляните, пожалуйста, позже.
    Оплатили в браузере, а платежа здесь нет? /claim
status-payments = <b>Ваши платежи</b>
status-payments-none = Платежей от вас пока не было.
status-payments-latest = Показано последних платежей: { $count }.
status-payment-applied =
    ✅ { $what }
    { $when } · { $duration }
status-payment-held =
    ⏸ { $what }
    { $when } · ждёт владельца
status-payment-refunded =
    ↩️ { $what }
    { $when } · возврат { $refunded }
status-payment-revoked =
    🔒 { $what }
    { $when } · этот доступ закрыт { $ended }
status-payment-dismissed =
    ✖️ { $what }
    { $when } · владелец закрыл его без доступа
button-status = Мой доступ

## /grant
grant-ask-person =
    🎁 <b>Кому дать доступ?</b>
    Пришлите Telegram id или @имя, можно сразу со сроком: <code>@durov 1 месяц</code>

    Передумали? /cancel
grant-ask-plan = 🎁 <b>К какому плану?</b>
grant-plan = 📦 План: { $plan }
grant-ask-duration = 🎁 <b>На какой срок?</b>
grant-duration-unreadable = «{ $typed }» не получается прочитать как срок: он бывает от 1 дня до 100 лет, например <code>10 дней</code>, <code>6 месяцев</code>, <code>1 год</code>, <code>навсегда</code>.
grant-confirm = 🎁 <b>Дать этот доступ: { $duration }?</b>
grant-not-needed = 🎁 <b>Давать нечего:</b> доступ уже есть навсегда.
grant-not-needed-plan = 🎁 <b>Давать нечего:</b> { $plan } уже открыт навсегда.
grant-done = ✅ <b>Доступ дан: { $duration }.</b>
button-grant = 🎁 Дать доступ…
button-grant-confirm = Да, дать

## /revoke
revoke-ask-person =
    🔒 <b>Чей доступ закрыть?</b>
    Пришлите Telegram id или @имя: <code>@durov</code>, <code>700001</code>

    Передумали? /cancel
revoke-ask-plan = 🔒 <b>Какой доступ закрыть?</b>
revoke-confirm-plan = 🔒 <b>Закрыть доступ к { $plan } прямо сейчас?</b>
revoke-confirm-own = 🔒 <b>Закрыть собственное время { $plan } прямо сейчас?</b>
revoke-only-by = 🔒 <b>Закрывать нечего:</b> собственного времени { $plan } нет, он входит в { $by }.
revoke-confirm = 🔒 <b>Закрыть этот доступ прямо сейчас?</b>
revoke-not-needed = 🔒 <b>Закрывать нечего:</b> доступа нет.
revoke-not-needed-plan = 🔒 <b>Закрывать нечего:</b> у этого человека нет доступа к { $plan }.
revoke-afterwards = ➡️ Станет: нет; закончится сейчас, { $when }
revoke-left = 📦 Останется открытым: { $access }
revoke-payments = 💳 Использованное до этого время и оплата остаются как есть. Вернуть деньги: /refund
revoke-recurring = 🔁 Подписка в Tribute останется: после продления { $when } доступ откроется снова. Остановить её можно только в Tribute.
revoke-done = 🔒 <b>Доступ закрыт.</b>
revoke-done-plan = 🔒 <b>Доступ к { $plan } закрыт.</b>
revoke-done-own = 🔒 <b>Собственное время { $plan } закрыто.</b>
button-revoke = 🔒 Закрыть доступ…
button-revoke-confirm = Да, закрыть сейчас

## Заметки, только для админов
note-line = 📝 Заметка: { $note }
note-ask =
    📝 <b>Что записать?</b> Заметку видят только админы, в истории человека.
    Не больше 200 знаков.

    Передумали? /cancel
note-unreadable = Пришлите заметку в нескольких словах, не больше 200 знаков. Или оставьте как есть: /cancel
button-note-add = Добавить заметку…
toast-note-lost = Заметка не сохранилась. Начните, пожалуйста, заново.

## Известия
notice-access-granted =
    🎁 <b>Вам дали доступ:</b> { $duration }.

    { $access }
notice-access-revoked =
    🔒 Ваш доступ закрыт.

    Это ошибка? /paysupport
notice-access-revoked-plan =
    🔒 Ваш доступ к { $plan } закрыт.

    Это ошибка? /paysupport
notice-access-reminder =
    ⏰ Небольшое напоминание.

    { $access }
    Хотите остаться? Купленное сейчас время добавится к тому, что у вас есть.
notice-access-reminder-waiting =
    ⏰ Небольшое напоминание.

    { $access }
notice-access-ended =
    👋 { $access }

    Спасибо, что были здесь. Вернуться можно в любой момент.
notice-access-ended-fact = 👋 { $access }
notice-access-ended-of-several =
    👋 { $ended }

    По-прежнему открыто:
    { $still }
notice-access-goes-on =
    🔑 { $access }

    Недавно пришло сообщение, что он закончился. Это была ошибка: на сервере бота сбились часы. Если вас удалили из закрытого чата, в него можно вступить снова.
notice-access-corrected =
    🔑 { $access }

    Недавно пришло сообщение с другой датой. Это была ошибка: на сервере бота сбились часы.
