### Доступ вручную, обращения тех, кто платил в браузере, и вся история каждого.

## Меню
command-claim = Оплатили в браузере, а доступа нет?
command-grant = Дать человеку доступ
command-revoke = Закрыть человеку доступ

## /grant
gift-whom =
    🎁 <b>Кому дать доступ?</b>
    Пришлите Telegram id или @имя, можно сразу со сроком: <code>@durov 1 месяц</code>

    Передумали? /cancel
gift-which = 🎁 <b>На какой срок?</b>
gift-not-read = Не могу прочитать «{ $typed }» как срок: он бывает от 1 дня до 100 лет, например <code>10 дней</code>, <code>6 месяцев</code>, <code>1 год</code>, <code>навсегда</code>.
gift-sure = 🎁 <b>Дать этот доступ: { $duration }?</b>
gift-needless = 🎁 <b>Давать нечего:</b> доступ уже есть навсегда.
gift-done = ✅ <b>Доступ дан: { $duration }.</b>
access-afterwards = ➡️ Станет: { $access }
hand-yourself = 👉 Это вы.
button-gift = 🎁 Дать доступ…
button-gift-sure = Да, дать

## /revoke
ending-whose =
    🔒 <b>Чей доступ закрыть?</b>
    Пришлите Telegram id или @имя: <code>@durov</code>, <code>700001</code>

    Передумали? /cancel
ending-sure = 🔒 <b>Закрыть этот доступ прямо сейчас?</b>
ending-needless = 🔒 <b>Закрывать нечего:</b> доступа нет.
ending-payments = 💳 Оплаченное останется оплаченным. Вернуть деньги: /refund
ending-done = 🔒 <b>Доступ закрыт.</b>
button-ending = 🔒 Закрыть доступ…
button-ending-sure = Да, закрыть сейчас

## Заметки, только для админов
hand-note = 📝 Заметка: { $note }
note-which =
    📝 <b>Что записать?</b> Заметку видят только админы, в истории человека.
    Не больше 200 знаков.

    Передумали? /cancel
note-not-read = Пришлите заметку в нескольких словах, не больше 200 знаков. Или оставьте как есть: /cancel
button-note = Добавить заметку…
toast-note-gone = Заметки у меня больше нет. Начните, пожалуйста, заново.
toast-nothing-done = Ничего не изменилось.

## Вся история
button-history = 📜 Вся история
history-title = 📜 <b>История</b>, сначала новое · страница { $number }
history-latest = <b>Последнее</b>
history-empty = Пока ничего.
history-line-itself = { $when } · { $what }
history-paid = оплата { $what }, { $number }
history-refunded = { $number }: деньги возвращены
history-claimed = обращение об оплате: «{ $words }»
history-of-purchase = { $number }: { $what }
deed-granted = дан доступ: { $duration }
deed-granted-note = дан доступ: { $duration } 📝 { $words }
deed-revoked = доступ закрыт
deed-revoked-note = доступ закрыт 📝 { $words }
deed-claim-approved = обращение «{ $words }» подтверждено
deed-claim-denied = обращение «{ $words }» отклонено
status-taken-back = Оплачено; админ закрыл доступ { $when }
payment-taken-back =
    🔒 { $what }
    { $when } · владелец закрыл этот доступ { $ended }

## /claim
claim-which =
    🔎 <b>Какой платёж ваш?</b>
    Пришлите номер покупки из Tribute или слова из чека: что, когда, сколько. Владелец сверит это с платежами, которые ждут своего покупателя.
claim-waiting = ⏳ Уже у владельца: «{ $words }»
claim-not-words = Я умею читать только слова. Напишите, пожалуйста, номер покупки из чека.
claim-too-long = Для меня это слишком длинно. Пришлите, пожалуйста, номер покупки или главные слова чека (не больше 300 знаков).
claim-taken =
    📨 <b>Ваше сообщение у владельца:</b> «{ $words }»

    Он сверит его с платежами и решит. Ответ в любом случае придёт сюда.
claim-too-many-open = ⏳ У владельца ещё три ваших сообщения. Дождитесь, пожалуйста, ответа: он придёт сюда. Другие вопросы: /paysupport
claim-too-many-today = ⏳ На сегодня достаточно. Попробуйте завтра или напишите владельцу: /paysupport

## Обращения, для админов
attention-claims = 🔎 { $count ->
    [one] { $count } обращение: человек говорит, что оплатил
    [few] { $count } обращения: люди говорят, что оплатили
   *[many] { $count } обращений: люди говорят, что оплатили
}
label-claim = 🔎 { $who }: { $text }
claim-title = 🔎 <b>Человек говорит, что это его платёж</b>
claim-words = Сообщение от { $when }: <blockquote>{ $words }</blockquote>
claim-denied-before = { $count ->
    [one] ⚠️ Раньше отклонено { $count } обращение этого человека.
    [few] ⚠️ Раньше отклонено { $count } обращения этого человека.
   *[many] ⚠️ Раньше отклонено { $count } обращений этого человека.
}
claim-matching = <b>Возможно, речь об этом:</b>
claim-no-match = <b>Среди платежей, которые ждут покупателя, такого номера нет.</b> Ждут:
claim-nothing-waits = <b>Ни один платёж не ждёт покупателя.</b> Если Tribute сообщит о нём позже, загляните сюда снова.
claim-not-theirs = ⛔️ <b>Назван этот платёж, но покупателя он не ждёт:</b>
claim-beware = ⚠️ Номер можно угадать. Сверьте продукт, сумму и время с чеком; если сомневаетесь, попросите чек.
claim-sure = <b>Этот платёж — его?</b>
claim-deny-sure = <b>Отклонить это обращение?</b> Человек узнает, что платёж не найден. Платежи не изменятся.
claim-approved = ✅ <b>Подтверждено.</b> Платёж теперь за этим человеком.
claim-has-access = Доступ открыт, бот сообщает об этом.
claim-still-held = Доступа по нему пока нет: { $reason }. Платёж ждёт в /attention
claim-denied = 🚫 <b>Отклонено.</b> Бот сообщает об этом.
claim-not-found = Такого обращения я не знаю.
button-claim-approve = Подтвердить…
button-claim-deny = Отклонить…
button-claim-theirs = Это он: { $what }
button-claim-sure = Да, платёж его
button-claim-deny-sure = Да, отклонить

## Что бот говорит сам
notice-granted =
    🎁 <b>Вам дали доступ:</b> { $duration }.

    { $access }
notice-revoked =
    🔒 Владелец закрыл ваш доступ.

    Вопросы? /paysupport
notice-claim-found =
    ✅ Владелец нашёл вашу оплату за { $what }.

    { $access }
notice-claim-found-held =
    ✅ Владелец нашёл вашу оплату за { $what }.

    Доступа по ней пока нет: { $reason }. Когда он откроется, вы узнаете об этом здесь.
notice-claim-denied =
    🔎 Владелец не смог найти вашу оплату по «{ $text }».

    Сверьте это, пожалуйста, с чеком и пришлите ещё раз: /claim. Или напишите владельцу: /paysupport
notice-admin-claim =
    🔎 <b>Человек говорит, что оплатил:</b> «{ $text }»
    { $who }
    { $match }
claim-matches = Назван { $what }: этот платёж ждёт покупателя. Номер можно угадать — сверьте, пожалуйста.
claim-unclear = Одного платежа, который ждал бы покупателя, по этим словам не видно.
