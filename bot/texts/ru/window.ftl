### Планы и цены в /shop, для админов: их порядок и что скрыто.

button-window-open = 🗂 Планы и цены
window-entry = <b>🗂 Планы и цены</b>: порядок, имена, что скрыто

## Список
window-title = 🗂 <b>Планы и цены</b>
window-about = В таком порядке их видят покупатели. Нажмите на план, чтобы переставить, скрыть или назвать его.
window-about-prices = { $count ->
    [1] Нажмите на тариф, чтобы скрыть или назвать его.
   *[other] В таком порядке покупатели видят цены. Нажмите на тариф, чтобы переставить, скрыть или назвать его.
}
window-plan = { $place }. <b>{ $name }</b> — { $state ->
    [hidden] 🙈 скрыт
    [all-hidden] 🙈 все тарифы скрыты
    [nothing] в продаже ничего нет
   *[offered] { $count ->
        [one] { $count } тариф
        [few] { $count } тарифа
       *[many] { $count } тарифов
    }
}
button-window-see = 🔎 Посмотреть как покупатель
button-window-order = ↩️ Вернуть исходный порядок
button-window-plans = ‹ Планы и цены

## План
window-plan-title = 📦 <b>{ $name }</b> · { $place }-й из { $count }
window-plan-hidden = 🙈 Скрыт с { $when }: его никому не предлагают, даже для продления. Доступ, который у людей есть, остаётся, оплата по старым ссылкам засчитывается. (В /plans это называется «больше не продаётся».)
window-price = { $mark ->
    [here] 👉 <b>{ $place }. { $duration }</b> — { $prices }
   *[other] { $place }. { $duration } — { $prices }
}{ $state ->
    [hidden] {" "}· 🙈 скрыт
    [unsold] {" "}· ⚠️ Tribute его сейчас не продаёт
   *[shown] {""}
}
window-price-unknown = цена неизвестна
button-window-price = { $mark ->
    [hidden] 🙈 { $duration }
   *[shown] { $duration }
}
button-window-up = ⬆️ Выше
button-window-down = ⬇️ Ниже
button-window-hide = 🙈 Скрыть от покупателей
button-window-show = 👁 Снова показывать

## Тариф
window-tariff-title = 🏷 <b>{ $tariff }</b>
window-tariff-hidden = 🙈 Скрыт: его никому не предлагают, даже для продления. Доступ, который у людей есть, остаётся, оплата по старым ссылкам засчитывается. Его продукты остаются как есть.
window-tariff-empty = ⚠️ Ни одного продукта для него в продаже нет. Выберите его в /products и нажмите «Продавать как…».
toast-window-order = Исходный порядок вернулся.
toast-window-hidden = Скрыто: покупателям это больше не предлагают. Доступ у людей остаётся.
toast-window-shown = Покупателям это снова предлагают.
toast-window-last-plan = Это единственный план в продаже, поэтому он остаётся. Чтобы на время ничего не продавать, скройте все его тарифы.
toast-window-gone = Этого тарифа в продаже уже нет. Что есть сейчас, покажет /shop.

## Своё имя и описание тарифа
button-window-words = ✏️ Имя и описание…
window-words-title = ✏️ <b>{ $tariff }</b> · { $language }
window-words-name = Имя: <b>{ $name }</b>
window-words-name-original = Имя: исходное, то есть срок.
window-words-about-original = Описание: исходное, как в Tribute.
window-words-about = Описание:
window-words-quote = <blockquote>{ $words }</blockquote>
window-words-rule = На другом языке читают своё или исходное.
button-window-name = ✏️ Имя…
button-window-about = 📝 Описание…
window-ask-name = ✏️ <b>Как называется тариф «{ $tariff }»?</b> ({ $language })
    Имя покупатели видят на кнопке и в списке: не больше { $most } знаков. Срок в списке стоит рядом.

    Передумали? /cancel
window-ask-about = 📝 <b>Что даёт тариф «{ $tariff }»?</b> ({ $language })
    Пришлите одну-две фразы такими, какими их должны прочитать: с жирным, ссылками, спойлерами, эмодзи. Не больше { $most } знаков.

    Передумали? /cancel
window-words-empty = Читать здесь нечего. Пришлите текст.
window-words-too-long = Слишком длинно: не больше { $most } знаков. Пришлите короче.
window-words-in-use = Другой тариф этого плана уже так называется. Пришлите другое имя.
window-words-only = Здесь может быть только текст. Пришлите один текст.
window-words-conflict = ✋ <b>Другой админ тем временем это изменил.</b> Сейчас здесь: { $words }

    Сохранить вместо этого ваш вариант?
window-words-conflict-original = исходный текст
