### /attention, для админов: что ждёт, отложенные платежи и как их разобрать или отклонить.

## Всё сразу
attention-empty = ✅ Всё в порядке: вас ничего не ждёт.
attention-title = 🔔 <b>Ждёт вас</b>
attention-outbox-pause = ⏯ С тех пор как возвращена копия базы, ничего не отправляется
attention-held = ⏸ { $count ->
    [one] { $count } платёж, по которому ещё нет доступа
    [few] { $count } платежа, по которым ещё нет доступа
   *[many] { $count } платежей, по которым ещё нет доступа
}
attention-claims = 🔎 { $count ->
    [one] { $count } обращение: человек говорит, что оплатил
    [few] { $count } обращения: люди говорят, что оплатили
   *[many] { $count } обращений: люди говорят, что оплатили
}
attention-support-requests = 💬 { $count ->
    [one] { $count } покупатель ждёт вашего ответа
    [few] { $count } покупателя ждут вашего ответа
   *[many] { $count } покупателей ждут вашего ответа
}
attention-refunds-unmatched = ↩️ { $count ->
    [one] { $count } возврат за неясную покупку
    [few] { $count } возврата за неясные покупки
   *[many] { $count } возвратов за неясные покупки
}
attention-refunds-unknown = ❔ { $count ->
    [one] { $count } возврат, о котором неизвестно, был ли он
    [few] { $count } возврата, о которых неизвестно, были ли они
   *[many] { $count } возвратов, о которых неизвестно, были ли они
}
attention-undeliverable = ✉️ { $count ->
    [one] { $count } сообщение, которое не удалось доставить
    [few] { $count } сообщения, которые не удалось доставить
   *[many] { $count } сообщений, которые не удалось доставить
}
attention-webhooks-out = 📡 { $count ->
    [one] { $count } вебхук, который ваш сервис не принял
    [few] { $count } вебхука, которые ваш сервис не принял
   *[many] { $count } вебхуков, которые ваш сервис не принял
}
attention-recurring = 🔁 { $count ->
    [one] { $count } подписка Tribute: даёт ли она доступ?
    [few] { $count } подписки Tribute: дают ли они доступ?
   *[many] { $count } подписок Tribute: дают ли они доступ?
}
attention-hint = Нажмите, чтобы разобрать.
button-attention = ‹ Что ждёт
button-attention-open = 🔔 Посмотреть, что ждёт

## Почему платёж отложен
held-reason-no-buyer = Tribute не прислал Telegram-аккаунта — так бывает при оплате в браузере
held-reason-unbound = этот продукт бот пока не продаёт
held-reason-no-order = для этой оплаты звёздами у бота нет счёта
held-reason-other-amount = сумма или валюта не та, что в счёте
held-reason-charge-unreadable = часть того, что Telegram сообщил об этой оплате звёздами, не удалось прочитать
held-reason-unreadable = часть того, что прислал Tribute, не удалось прочитать
held-reason-to-buyer-no-buyer = Tribute не сообщил, с какого аккаунта Telegram была оплата
held-reason-to-buyer-unbound = владелец ещё должен указать, что она даёт
held-reason-to-buyer-no-order = владелец ещё должен указать, что она даёт
held-reason-to-buyer-other-amount = владелец ещё должен посмотреть на сумму
held-reason-to-buyer-charge-unreadable = владелец ещё должен посмотреть, что прислал Telegram
held-reason-to-buyer-unreadable = владелец ещё должен посмотреть, что прислал Tribute

## Отложенный платёж
held-title = ⏸ <b>По этому платежу ещё нет доступа</b>
held-missing = <b>Чего не хватает:</b>
held-missing-readable = • Часть данных не удалось прочитать. Взгляните на них ниже: если показанное здесь верно, примите платёж.
held-missing-buyer = • Покупатель: Tribute не прислал Telegram-аккаунта — так бывает при оплате в браузере. Узнайте, кто платил, и назовите его.
held-missing-product = • Продукт: его не удалось прочитать. Когда покупатель будет известен, вы выберете, на какой срок дать ему доступ.
held-missing-tariff = • Тариф: продукт { $id } этот бот не продаёт. Выберите, на какой срок он даёт доступ.
held-missing-plan = • План и срок: продукт { $id } этот бот не продаёт. Выберите, что он открывает и на какой срок.
held-body = <b>Что прислал Tribute:</b>
held-settled = ✅ <b>Разобрано: у покупателя есть доступ.</b>
held-gone = Кто-то успел раньше: это больше не ждёт.
button-held-accept = Принять как показано…
button-held-bind = Привязать продукт { $id }…
button-held-grant = Дать доступ на…
button-held-name-buyer = Назвать покупателя…
toast-held-settled = Разобрано.
toast-held-bound = { $count ->
    [one] Продукт привязан, разобран { $count } платёж.
    [few] Продукт привязан, разобрано { $count } платежа.
   *[many] Продукт привязан. Разобрано платежей: { $count }.
}
toast-held-accepted = Принято.
toast-held-buyer-named = Покупатель назван.

## На какой срок
held-ask-duration = <b>На какой срок это даёт доступ?</b>
held-ask-duration-of = <b>На какой срок это открывает { $plan }?</b>
held-ask-which = <b>Какой план это открывает?</b>
held-duration-unreadable = Не получилось понять срок. Например: <code>10 дней</code>, <code>2 недели</code>, <code>6 месяцев</code>, <code>1 год</code>, <code>навсегда</code>
held-bind-confirm =
    <b>Продукт { $id } даёт доступ: { $duration }. Верно?</b>
    С этой минуты — по всем оплатам, и по тем, что его ждали. Эта:
held-grant-confirm =
    <b>Дать этому покупателю доступ: { $duration }?</b>
    Он начнётся сейчас и только по этому платежу:
held-accept-confirm =
    <b>Принять этот платёж таким, как он здесь показан?</b>
    Что не удалось прочитать, останется неизвестным.

## Кто заплатил
held-ask-buyer =
    👤 <b>Кто заплатил?</b> { $number }
    Пришлите его Telegram id или @имя: <code>@durov</code>, <code>700001</code>

    Передумали? /cancel
held-buyer-confirm = <b>Эту оплату сделал { $who }?</b>
button-held-buyer-confirm = Да, платил он
button-held-buyer-another = Кто-то другой…

## Отклонение
dismiss-ask-reason =
    🚫 <b>Почему вы это отклоняете?</b> Доступ ни у кого не изменится.
    Пришлите причину в нескольких словах (не больше 200 знаков).

    Передумали? /cancel
dismiss-reason-unreadable = Пришлите, пожалуйста, причину в нескольких словах, не больше 200 знаков. Или оставьте: /cancel
dismiss-confirm =
    🚫 <b>Отклонить, не меняя ничьего доступа?</b>
    Причина: { $reason }
dismiss-done =
    🚫 <b>Отклонено.</b> Доступ ни у кого не изменился.
    Причина: { $reason }
button-dismiss = Отклонить…
button-dismiss-confirm = Да, отклонить
toast-dismiss-reason-lost = Причина не сохранилась. Нажмите, пожалуйста, «Отклонить…» ещё раз.

## Что не удалось прочитать
held-problem-not-text = • Это не текст.
held-problem-not-json = • Записано не так, как пишет Tribute (не JSON).
held-problem-no-name = • Не сказано, что это за событие.
held-problem-no-payload = • О самом платеже ничего не сказано.
held-problem-number = • Одно из чисел невозможно велико.
held-problem-characters = • Есть знаки, которые нельзя сохранить.
held-problem-no-identity = • Эту покупку ничем не отличить от другой.
held-problem-unknown-name = • Название события этой версии незнакомо. Платёж ли это?
held-problem-other-amount = • У этого покупателя есть платёж в тот же момент, но на другую сумму. Возможно, это он и есть.
held-problem-missing = • Нет <code>{ $field }</code>.
held-problem-wrong = • В <code>{ $field }</code> не то, что должно быть.
held-problem-twice = • <code>{ $field }</code> встречается дважды.
held-problem-member-twice = • Что-то в нём встречается дважды.
held-problem-other = • { $note }
