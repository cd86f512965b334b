### Магазин, каким его видят покупатели: /start, /buy и способы оплаты.

## /start
shop-hello = 👋 Здравствуйте, <b>{ $name }</b>!
shop-access = ✅ { $access }
shop-payment-held = ⏸ Ваш платёж ждёт владельца. Подробнее: /status
shop-claim-open = 🔎 Владелец сверяет ваше сообщение об оплате: «{ $words }»
shop-nothing-to-pay = 👌 Платить ещё раз не нужно. Ответ придёт сюда.

## Что продаётся
shop-offers-new = Здесь можно купить доступ. Оплата через Tribute, прямо в Telegram.
shop-offers-extend = Хотите продлить? Оплаченное время добавится к тому, что у вас есть.
shop-offers-lifetime = Больше ничего покупать не нужно.
shop-offers-none = 😴 Сейчас ничего не продаётся. Загляните, пожалуйста, позже.
shop-offers-unread = ⏳ Сейчас не получается узнать цены. Попробуйте через минуту: /buy
shop-offer =
    • <b>{ $duration }</b> — { $price }
    { $name }
shop-offer-stars =
    • <b>{ $duration }</b> — { $price } или { $stars }
    { $name }
shop-offer-description = <i>{ $description }</i>
shop-card-hint =
    💡 При оплате в Telegram доступ открывается сразу.
    💳 В браузере войдите через Telegram. Если войти по почте, Tribute не скажет, кто вы, и владельцу придётся искать ваш платёж вручную.

## Кнопки
button-shop-pay = Оплатить — { $duration } · { $price }
button-shop-pay-extend = Продлить — { $duration } · { $price }
button-shop-pay-card = 💳 Картой, в браузере · { $duration }
button-shop-open = Посмотреть тарифы
button-shop-anyway = Всё равно показать цены
button-shop-extend = Продлить
