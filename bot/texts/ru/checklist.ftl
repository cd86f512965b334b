### /setup, для админов: список, который сам отмечает сделанное, чем станут продукты, репетиция.

## Список
checklist-title = 🧭 <b>Настройка магазина</b>
checklist-hint = В любом порядке и с любыми перерывами: список помнит, что уже сделано.
checklist-webhook = { $state ->
    [done] ✅ <b>Tribute</b> сообщает боту об оплатах
    [address] ⚪ <b>Tribute</b> пока не может достучаться до бота: нужен адрес
   *[open] ⚪ <b>Tribute</b> пока ничего не прислал: ему нужен адрес бота
}
checklist-products = { $state ->
    [done] ✅ <b>Продукты</b>: покупатели видят цены
    [waiting] ⏳ <b>Продукты</b> выбраны; их увидят, как только Tribute начнёт их продавать
   *[open] ⚪ <b>Продукты</b>: пока ничего не продаётся
}
checklist-channel = { $state ->
    [done] ✅ <b>Закрытый канал</b>: покупатели в него попадают
    [waiting] ⏳ <b>Закрытый канал</b>: не хватает одной мелочи
    [declined] ✖️ <b>Закрытый канал</b>: не нужен
   *[open] ⚪ <b>Закрытый канал</b>, если вы продаёте вход в него
}
checklist-greeting = { $state ->
    [done] ✅ <b>Приветствие</b>: вашими словами
    [declined] ✖️ <b>Приветствие</b>: подходит и обычное
   *[open] ⚪ <b>Приветствие</b>: пока бот здоровается своими словами
}
checklist-contact = { $state ->
    [done] ✅ <b>Контакт поддержки</b>
    [declined] ✖️ <b>Контакт поддержки</b>: не нужен
   *[open] ⚪ <b>Контакт поддержки</b>, кроме сообщений в этом чате
}
checklist-rehearsal = { $state ->
    [done] ✅ <b>Репетиция</b>: сыграна
    [declined] ✖️ <b>Репетиция</b>: не нужна
   *[open] ⚪ <b>Репетиция</b>: покупка, которая ничего не стоит
}
checklist-all-done = 🎉 Всё настроено. Осталось дать людям адрес бота: { $address }
button-checklist-webhook = 🔗 Tribute
button-checklist-products = 📦 Продукты
button-checklist-channel = 🔒 Канал
button-checklist-greeting = 👋 Приветствие
button-checklist-contact = 🛟 Контакт
button-checklist-rehearsal = 🎬 Репетиция
button-checklist = ‹ Настройка
button-checklist-go-on = 🧭 Продолжить настройку
button-checklist-end = Это всё, больше не показывать
toast-checklist-ended = Больше не показывается. Открыть снова: /setup

## Как это сделать
checklist-card-webhook-waits = ⏳ Пока ничего не пришло. Как только придёт, бот напишет вам сюда.
checklist-card-webhook-done = ✅ <b>Tribute сообщает боту об оплатах</b>, в последний раз { $when }.
checklist-card-products =
    📦 <b>Продукты</b>
    Бот читает в названиях ваших продуктов в Tribute, на какой срок каждый мог бы открывать доступ, и показывает вам. Поменяйте, что хотите; без вас ничего не начнёт продаваться.
checklist-card-channel =
    🔒 <b>Закрытый канал или группа</b>
    Сделайте там бота администратором, который может приглашать и блокировать: кнопки откроют это в Telegram. Бот сразу спросит здесь, кого пускать, и этот пункт отметится.
checklist-card-chat = { $state ->
    [well] ✅ «{ $title }»: покупатели попадают туда
    [rights] ⏳ «{ $title }»: боту не хватает там прав
    [gone] ⏳ «{ $title }»: бота там нет
   *[asked] ⏳ «{ $title }»: вас здесь спросили, кого пускать
}
checklist-card-greeting =
    👋 <b>Приветствие</b>
    Первые слова в /start, над ценами. Напишите их сами, можно с картинкой. Всё остальное, что читают покупатели, — тоже в /shop.
checklist-card-contact =
    🛟 <b>Контакт поддержки</b>
    Покупатели могут написать вам прямо в этом чате: /paysupport. Рядом можно показать @имя, страницу или почту.
checklist-card-rehearsal =
    🎬 <b>Репетиция</b>
    Бот придумает оплату и проведёт её через всё, а покупателем будете вы: увидите, что читает покупатель, что читают админы и до какого числа был бы доступ. Затем всё отменится, ещё не сохранившись: ни продажи, ни доступа, ничего в /stats, и больше никто ничего не получит.

    Не репетируются страница оплаты Tribute и вход в канал. Что купим?
checklist-card-rehearsal-none =
    🎬 <b>Репетиция</b>
    Сначала что-то должно продаваться: тогда покупку можно сыграть, и она ничего не будет стоить.
button-checklist-choose = 📦 Посмотреть продукты
button-checklist-word = ✏️ Задать здесь
button-checklist-add-channel = 📢 Добавить бота в канал
button-checklist-add-group = 👥 Добавить бота в группу

## Чем могли бы стать продукты
proposals-title = 📦 <b>Ваши продукты и сроки</b> · { $count }
proposals-hint = Сроки прочитаны в названиях. Без вас ничего не начнёт продаваться; кнопка с номером меняет срок.
proposals-none-approved = ⏳ Tribute пока не одобрил ни одного. Выбрать можно уже сейчас: покупатели увидят каждый, как только его одобрят.
proposals-row = <b>{ $number }. { $name }</b>
proposals-card = 📦 <b>{ $name }</b>
proposal-sold = ✅ продаётся: { $tariff }
proposal-old = 💤 снят с продажи, работает только старая ссылка: { $tariff }
proposal-out = 🚫 здесь не продаётся
proposal-ready = 👉 <b>{ $tariff }</b>
proposal-chosen = 👉 <b>{ $tariff }</b>, выбрано админом
proposal-check = ❔ { $duration }? Название может значить и другое: взгляните
proposal-open = ❔ На какой срок? В названии не сказано
proposal-plan = ❔ { $duration }, но какой план?
proposal-clash = ⚠️ { $tariff }: в { $currency } это уже «{ $other }»
proposal-double = ⚠️ { $tariff }: в { $currency } тем же стал бы «{ $other }». Выберите один из них
proposal-refused = ⛔ Tribute отклонил его
proposals-differ = 🗂 Названия разные: { $names }. Если они открывают разное, сделайте из каждого план.
proposals-name = «{ $name }»
proposals-plan = 🗂 <b>{ $name }</b>
proposals-plans-question = <b>Сделать из каждого план?</b>
proposals-plans-about = План — это то, к чему отдельно покупают доступ. Переименовать и снять с продажи планы можно в /plans.
proposals-done = { $count ->
    [0] Ничего нового не продаётся.
    [one] ✅ <b>Теперь продаётся { $count } продукт.</b>
    [few] ✅ <b>Теперь продаются { $count } продукта.</b>
   *[many] ✅ <b>Теперь продаются { $count } продуктов.</b>
}
proposals-changed-by = Тем временем здесь побывал другой админ: { $name }. Взгляните ещё раз:
proposals-gone = Этого продукта больше нет в списке Tribute.
label-proposals-change = ✏️ { $number }
button-proposals-take = { $count ->
    [one] ✅ Продавать { $count } отмеченный 👉
    [few] ✅ Продавать { $count } отмеченных 👉
   *[many] ✅ Продавать { $count } отмеченных 👉
}
button-proposals-plans = 🗂 Сделать планы из названий…
button-proposals-plans-yes = { $count ->
    [one] Да, сделать { $count } план
    [few] Да, сделать { $count } плана
   *[many] Да, сделать { $count } планов
}
button-proposals-yes = ✅ Да: { $tariff }
button-proposals-decide = 🔄 Выбрать из двух…
button-proposals-read = ↩️ Как в названии
button-proposals-out = 🚫 Здесь не продавать
button-proposals-card = Карточка продукта
toast-proposals-plans = Планы готовы.

## Репетиция
rehearsal-buyer = 🎬 <i>Репетиция. Покупатель прочитал бы:</i>
rehearsal-admin = 🎬 <i>Репетиция. Админы прочитали бы:</i>
rehearsal-button = • { $label }
rehearsal-summary = { $outcome ->
    [applied] 🎬 <b>Всё работает.</b> Оплата { $price } за «{ $name }» сразу открывает доступ.
   *[other] 🎬 <b>Эта оплата ждала бы вас.</b> { $price } за «{ $name }» пока не открывает доступа; админы нашли бы её в /attention.
}
rehearsal-undone = Всё это отменено, ещё не сохранившись: ни продажи, ни доступа, ничего в /stats.
button-rehearsal = 🎬 { $duration } · { $price }
button-rehearsal-plan = 🎬 { $duration } · { $price } · { $plan }
button-rehearsal-short = 🎬 { $duration } · { $plan }
