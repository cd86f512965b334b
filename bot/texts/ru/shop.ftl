### Магазин, каким его видят покупатели: /start, /buy и способы оплаты.

## /start
shop-hello = 👋 Здравствуйте, <b>{ $name }</b>!
shop-access = ✅ { $access }
shop-payment-held = ⏸ { $count ->
    [1] Ваш платёж ждёт владельца.
    [one] { $count } ваш платёж ждёт владельца.
    [few] { $count } ваших платежа ждут владельца.
   *[many] { $count } ваших платежей ждут владельца.
} Подробнее: /status
shop-claim-open = 🔎 Владелец сверяет ваше сообщение об оплате: «{ $words }»
shop-nothing-to-pay = 👌 Платить ещё раз не нужно. Ответ придёт сюда.

## Что продаётся
shop-offers-new = Выберите срок и оплатите, не выходя из Telegram.
shop-offers-extend = Хотите продлить? Оплаченное время добавится к тому, что у вас есть.
shop-offers-lifetime = Больше ничего покупать не нужно.
shop-offers-none = 😴 Сейчас ничего не продаётся. Загляните, пожалуйста, позже.
shop-offers-unread = ⏳ Сейчас не получается узнать цены. Попробуйте через минуту: /buy
shop-offer = • <b>{ $duration }</b> — { $price }
shop-offer-stars = • <b>{ $duration }</b> — { $price } или { $stars }
shop-offer-named = • <b>{ $name }</b> ({ $duration }) — { $price }
shop-offer-named-stars = • <b>{ $name }</b> ({ $duration }) — { $price } или { $stars }
shop-offer-name = <b>{ $duration }</b>: { $name }
shop-offer-name-priced = <b>{ $duration }</b>, { $price }: { $name }
shop-card-hint = 💳 Картой в браузере: войдите там через Telegram, и доступ откроется сразу.

## Несколько планов
shop-plans = Выберите план, затем срок.
shop-price = { $price }
shop-plan-price = • <b>{ $plan }</b> — { $prices }
shop-plan-from = • <b>{ $plan }</b> — от { $prices }
shop-plan-about = <b>{ $plan }</b>: { $about }
shop-plan-title = <b>{ $plan }</b>
shop-plan-includes = Включает: { $plans }.
shop-plan-pauses = ⏸ Пока у вас есть { $plan }, оплаченное время ({ $plans }) стоит на паузе. Потом оно пойдёт дальше: ничего не пропадёт.

## Кнопки
button-shop-pay = Оплатить — { $duration } · { $price }
button-shop-pay-extend = Продлить — { $duration } · { $price }
button-shop-pay-short = { $duration } · { $price }
button-shop-pay-card = 💳 Картой, в браузере · { $duration }
button-shop-pay-card-short = 💳 Картой · { $duration }
button-shop-pay-card-priced = 💳 { $duration } · { $price }
button-shop-plans = ‹ Все планы
button-shop-open = Посмотреть тарифы
button-shop-anyway = Всё равно показать цены
button-shop-extend = Продлить
