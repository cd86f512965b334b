### Комнаты админов: меню, покупки, возвраты и люди.

## Меню
command-products = Продукты в Tribute
command-product = Один продукт, по номеру или ссылке
command-tariffs = Что и на какой срок продаётся
command-refund = Вернуть деньги
command-purchases = Все покупки
command-user = Найти человека
command-attention = Что ждёт вас

## Общее для нескольких карточек
question-left = Хорошо, этот вопрос закрыт. Ничего не изменилось.
person-link = <a href="tg://user?id={ $id }">{ $name }</a> · <code>{ $id }</code>
person-link-both = <a href="tg://user?id={ $id }">{ $name }</a> { $username } · <code>{ $id }</code>
person-link-id = <a href="tg://user?id={ $id }">{ $id }</a>
buyer-unknown = покупатель неизвестен
card-product = 🎁 { $what }
purchase-paid = { $number } · оплата { $when }
purchase-heard = { $number } · мы узнали о ней { $when }
gives = Даёт доступ: { $duration }
gave = Давала доступ: { $duration }, закрыт
gave-nothing = Доступа не давала
gives-nothing-yet = Доступа пока не даёт
access-now = 🔑 Доступ сейчас: { $access }
access-after-refund = После возврата: { $access }
their-access-until = до <b>{ $when }</b> (ещё { $left })
their-access-lifetime = <b>навсегда</b>
their-access-ended = нет; закончился { $when }
their-access-none = нет
told-now = 💬 Бот сообщает этому человеку.
told-if-allowed = 💬 Бот пробует сообщить этому человеку. Если писать ему пока нельзя, сообщение подождёт, пока он нажмёт «Старт».
told-later = 💬 Сейчас боту нельзя писать этому человеку. Сообщение подождёт, пока он нажмёт «Старт».
toast-no-longer = Пока вы смотрели, всё изменилось. Вот как обстоит сейчас.
toast-quicker = Кто-то успел раньше. Вот как обстоит сейчас.
label-paid = { $paid } · { $what }
label-purchase = { $emoji } { $what }
label-numbered = { $id } · { $what }
label-number = { $number } { $emoji }
button-yes = Да
button-back = ‹ Назад
button-cancel = Отмена

## /purchases
purchases-title = 🧾 <b>Покупки</b>, сначала новые · страница { $number } из { $pages }
purchases-none =
    🧾 Покупок пока нет.

    Как только кто-нибудь заплатит, вы узнаете об этом здесь. Что продаётся: /tariffs
purchases-entry = <b>{ $number }.</b> { $emoji } { $what }
purchases-entry-more =
    { $who }
    { $number } · { $when }
purchase-not-found =
    Такой покупки мы не знаем.

    Последние покупки с номерами — в /purchases
purchase-title = { $emoji } <b>{ $status }</b>
status-applied = Оплачено, доступ дан
status-waiting = Ждёт вас
status-refunded = Деньги возвращены { $when }
status-dismissed = Отклонено
waiting-because = Доступа по ней пока нет ни у кого: { $reason }.
refunded-because = Причина: { $reason }
dismissed-because = { $who }: { $reason }
refund-reason-telegram = покупатель вернул звёзды через Telegram
refund-reason-api = деньги вернул продавец
refund-reason-unknown = Tribute её не назвал
refund-reason-other = { $reason }
purchase-arrived = 📥 Tribute сообщил { $when }
purchase-settled = Улажено { $when }
button-all-purchases = ‹ Все покупки
button-refund-question = Вернуть деньги…
button-buyer = 👤 { $name }

## Что делали с покупкой
history = <b>Что с ней делали</b>
history-line = { $when } · { $who }: { $what }
history-line-bot = { $when } · бот: { $what }
deed-accepted = принятие в том виде, как показано
deed-matched-refund = возврат отнесён к этой покупке
deed-refund-calling = запрос возврата в Tribute
deed-refund-not-done = отметка, что возврата не было
deed-refund-rejected = Tribute возврат не сделал
deed-refund-succeeded = отметка, что возврат состоялся
deed-refunded = возврат
deed-named-buyer = назван покупатель, <code>{ $id }</code>
deed-settled-as = дан доступ: { $duration }
deed-dismissed = отклонение: { $words }
deed-other = { $action } { $detail }

## /refund
refund-which = ↩️ <b>За какую покупку вернуть деньги?</b>
    Нажмите на неё или пришлите номер: <code>/refund 78901</code>
refund-none =
    Возвращать пока нечего.

    Все покупки: /purchases
refund-bad-number =
    Номер покупки состоит из цифр, вот так: <code>/refund 78901</code>

    Последние оплаты: /refund · все: /purchases
refund-question = ↩️ <b>Вернуть эти деньги?</b>
refund-only-stars = ⭐ Отсюда можно вернуть только оплату звёздами Telegram. Если платили картой или иначе, напишите, пожалуйста, в поддержку Tribute.
refund-asking = ⏳ <b>Спрашиваем Tribute…</b>
refund-kept = Хорошо, деньги не возвращены.
refund-done = ✅ <b>Возвращено.</b> Tribute вернул деньги, доступ по этой покупке закрыт.
refund-done-without-access = ✅ <b>Возвращено.</b> Tribute вернул деньги. Доступа эта покупка не давала, закрывать было нечего.
refund-already = ↩️ <b>Деньги за эту покупку возвращены { $when }.</b> Сейчас в Tribute ничего не отправлено.
refund-in-progress = ⏳ <b>Возврат за эту покупку уже идёт.</b> Второй раз ничего не отправлено.
refund-unknown = ❔ <b>Неясно, вернулись ли деньги за эту покупку.</b> Запрос в Tribute ушёл { $when }.
refund-without-number =
    <b>Отсюда вернуть эти деньги нельзя:</b> Tribute не дал нам номера покупки.

    Верните их, пожалуйста, в кабинете Tribute или через поддержку Tribute. Когда Tribute нам сообщит, доступ закроется сам.
refund-rejected = ❌ <b>Не возвращено.</b>
refund-sure-happened =
    <b>В кабинете Tribute видно, что деньги вернулись?</b>
    Доступ закроется, покупатель об этом узнает.
refund-sure-not =
    <b>В кабинете Tribute видно, что деньги не вернулись?</b>
    Доступ останется как есть, и возврат можно будет попробовать снова.
refund-closed-not = 👌 <b>Записано: деньги не возвращены.</b> Доступ остаётся как есть.
label-refund = { $id } · { $who } · { $what }
button-refund = Да, вернуть
button-refund-paid = Да, вернуть { $paid }
button-refund-again = Попробовать возврат снова…
button-refund-happened = Деньги вернулись
button-refund-not = Деньги не вернулись
button-look-again = Посмотреть ещё раз

## /user
user-which =
    👤 <b>Кого ищем?</b>
    Пришлите Telegram id или @имя: <code>@durov</code>, <code>700001</code>

    Передумали? /cancel
user-not-found =
    «{ $wanted }» мне не встречался.

    Я знаю тех, кто мне писал или платил. По id искать надёжнее, чем по имени; последние покупатели — в /purchases
user-title = 👤 { $who }
user-since = Знакомы с { $when }
user-language-chosen = Язык: { $language ->
    [ru] русский
   *[en] английский
} (выбран в боте)
user-language = Язык в Telegram: { $language }
user-language-unknown = Язык: пока неизвестен
user-reachable = 💬 Боту можно писать этому человеку.
user-never-started = 🔇 Насколько мне известно, человек ещё не нажимал «Старт», а до этого писать ему нельзя. Сообщения ждут этого, доступ — нет.
user-blocked = 🔇 Писать этому человеку нельзя с { $when }: бот заблокирован. Сообщения ждут, пока он нажмёт «Старт», доступ — нет.
user-purchases = 🧾 Последние покупки: { $count }
user-no-purchases = 🧾 Покупок нет.
