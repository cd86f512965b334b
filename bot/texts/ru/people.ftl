### Люди: как они названы, /user, история человека и покупки.

## Как назван человек
person-with-id = { $name } · <code>{ $id }</code>
person-id = <code>{ $id }</code>
person-without-id = { $name } (без Telegram id)
person-tribute = покупатель Tribute { $id } (без Telegram id)
person-unknown = неизвестный покупатель
person-link = <a href="tg://user?id={ $id }">{ $name }</a> · <code>{ $id }</code>
person-link-both = <a href="tg://user?id={ $id }">{ $name }</a> { $username } · <code>{ $id }</code>
person-link-id = <a href="tg://user?id={ $id }">{ $id }</a>
button-person = 👤 { $name }
button-person-copy-id = 📋 Скопировать id

## Поиск человека
user-ask =
    👤 <b>Кого найти?</b>
    Пришлите Telegram id или @имя: <code>@durov</code>, <code>700001</code>

    Передумали? /cancel
user-not-found =
    «{ $wanted }» бот не знает.

    Он знает тех, кто ему писал или платил. По id искать надёжнее, чем по имени; последние покупатели — в /purchases
person-not-found =
    «{ $wanted }» бот не знает.

    Попросите человека нажать «Старт» в этом боте и пришлите @имя или id ещё раз. Или пришлите числовой id: он подойдёт, даже если бот с этим человеком ещё не встречался.
person-never-met = ⚠️ Человека с таким id бот ещё не встречал. Сверьте его, пожалуйста, ещё раз: доступ получит тот, чей это id.
person-is-you = 👉 Это вы.

## Карточка человека
user-title = 👤 { $who }
user-since = В боте с { $when }
user-language-chosen = Язык: { $language ->
    [en] английский
    [ru] русский
   *[other] { $name }
} (выбран в боте)
user-language = Язык в Telegram: { $language }
user-language-unknown = Язык: пока неизвестен
user-reachable = 💬 Боту можно писать этому человеку.
user-never-started = 🔇 Насколько известно боту, человек ещё не нажимал «Старт», а до этого писать ему нельзя. Сообщения ждут этого, доступ — нет.
user-blocked = 🔇 Писать этому человеку нельзя с { $when }: бот заблокирован. Сообщения ждут, пока он нажмёт «Старт», доступ — нет.
user-no-news = 🔕 Отказ от новостей с { $when }: рассылки этому человеку не приходят.
user-agreed-page = 📄 Условия { $url } приняты: { $when }
user-agreed-words = 📄 Условия в редакции от { $saved } приняты: { $when }
user-purchases = 🧾 Последние покупки: { $count }
user-purchases-none = 🧾 Покупок нет.

## Дойдёт ли сообщение до человека
person-notified-now = 💬 Бот сообщает этому человеку.
person-notified-if-allowed = 💬 Бот пробует сообщить этому человеку. Если писать ему пока нельзя, сообщение подождёт, пока он нажмёт «Старт».
person-notified-later = 💬 Сейчас боту нельзя писать этому человеку. Сообщение подождёт, пока он нажмёт «Старт».

## История
button-history = 📜 Вся история
history-title = 📜 <b>История</b>, сначала новое · страница { $number }
history-latest = <b>Последнее</b>
history-empty = Пока ничего.
history-purchase-title = <b>Что с ней делали</b>
history-event = { $who }: { $what }
history-event-bot = бот: { $what }
history-line = { $when } · { $who }: { $what }
history-line-bot = { $when } · бот: { $what }
history-line-plain = { $when } · { $what }
history-purchase-line = { $number }: { $what }
history-paid = оплата { $what }, { $number }
history-refunded = { $number }: деньги возвращены
history-claimed = обращение об оплате: «{ $words }»
history-support = сообщение владельцу: «{ $words }»
history-recurring = { $what ->
    [new] { $kind ->
        [gift] подписка в подарок: { $name }, до { $when }
        [trial] пробный период: { $name }, до { $when }
       *[regular] подписка в Tribute: { $name }, до { $when }
    }
    [renewed] подписка продлена: { $name }, до { $when }
   *[cancelled] подписка не продлится: { $name }, оплачено до { $when }
}

## Действия админов и бота, после «кто:»
audit-accepted = принятие в том виде, как показано
audit-admin-added = сделан админом
audit-admin-confirmed = подтверждён как админ
audit-console-by-link = консоль открыта по ссылке
audit-console-by-telegram = консоль открыта в Telegram
audit-admin-removed = убран из админов
audit-named-buyer = назван покупатель, <code>{ $id }</code>
audit-settled-as = дан доступ: { $duration }
audit-dismissed = отклонение: { $words }
audit-dismissed-unexplained = отклонение
audit-granted = дан доступ: { $duration }
audit-granted-note = дан доступ: { $duration } 📝 { $words }
audit-revoked = доступ закрыт
audit-revoked-plan = доступ к { $plan } закрыт
audit-revoked-plan-note = доступ к { $plan } закрыт 📝 { $words }
audit-revoked-note = доступ закрыт 📝 { $words }
audit-claim-approved = обращение «{ $words }» подтверждено
audit-claim-denied = обращение «{ $words }» отклонено
audit-claim-closed = закрыто обращение «{ $words }»: этот платёж больше не ждёт покупателя
audit-support-answered = ответ: «{ $words }»
audit-support-wrote = сообщение человеку: «{ $words }»
audit-message-sent-again = недошедшее сообщение отправлено ещё раз
audit-support-closed = вопрос закрыт без ответа
audit-matched-refund = возврат отнесён к этой покупке
audit-plan-added = план добавлен: «{ $words }»
audit-plan-name-removed = имя плана на одном из языков убрано
audit-plan-renamed = план назван «{ $words }»
audit-plan-described = план описан: «{ $words }»
audit-plan-description-removed = описание плана убрано
audit-plan-moved = план поднят выше
audit-plan-moved-down = план опущен ниже
audit-plans-ordered = порядок планов изменён
audit-plans-order-restored = исходный порядок планов вернулся
audit-tariffs-ordered = порядок тарифов изменён
audit-tariffs-order-restored = исходный порядок тарифов вернулся
audit-tariff-moved-up = тариф поднят выше
audit-tariff-moved-down = тариф опущен ниже
audit-tariff-hidden = тариф скрыт от покупателей
audit-tariff-shown = тариф снова показан покупателям
audit-tariff-named = тариф назван «{ $words }»
audit-tariff-name-removed = своё имя тарифа убрано
audit-tariff-described = тариф описан: «{ $words }»
audit-tariff-description-removed = своё описание тарифа убрано
audit-stars-price = цена в звёздах: { $price }
audit-stars-price-renewing = цена в звёздах: { $price } каждые 30 дней
audit-stars-renewal-canceled = Telegram: покупатель остановил продление
audit-stars-renewal-active = Telegram: снова продлевается
audit-stars-renewal-failed = Telegram: продлить не удалось
audit-stars-renewal-stopped = продление за звёзды остановлено
audit-stars-renewal-allowed = продлевать за звёзды снова можно
audit-stars-price-removed = за звёзды больше не продаётся
audit-plan-retired = план снят с продажи
audit-plan-sold-again = план снова продаётся
audit-plan-includes = в план включён { $plan }
audit-plan-excludes = из плана исключён { $plan }
audit-plan-opens-chat = план открывает «{ $words }»
audit-plan-closes-chat = план больше не открывает «{ $words }»
audit-match-overruled = тот возврат снят: по номерам Tribute видно, что он за другую покупку
audit-refund-calling = запрос возврата в Tribute
audit-refund-not-done = отметка, что возврата не было
audit-refund-rejected = Tribute возврат не сделал
audit-refund-succeeded = отметка, что возврат состоялся
audit-refunded = возврат
audit-other = { $action } { $detail }
