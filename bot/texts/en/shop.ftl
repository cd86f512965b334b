### The shop that buyers see: /start, /buy and the ways to pay.

## /start
shop-hello = 👋 Hello, <b>{ $name }</b>!
shop-access = ✅ { $access }
shop-payment-held = ⏸ { $count ->
    [one] Your payment is waiting for the owner.
   *[other] { $count } of your payments are waiting for the owner.
} More: /status
shop-claim-open = 🔎 The owner is comparing your message about a payment: “{ $words }”
shop-nothing-to-pay = 👌 You don't have to pay anything again. The answer comes here.

## The offers
shop-offers-new = Choose how long, and pay without leaving Telegram.
shop-offers-extend = Want to extend it? The time you buy is added to the time you have.
shop-offers-lifetime = You don't need to buy anything else.
shop-offers-none = 😴 Nothing is on sale right now. Please come back later.
shop-offers-unread = ⏳ The prices can't be loaded right now. Please try again in a minute: /buy
shop-offer = • <b>{ $duration }</b> — { $price }
shop-offer-stars = • <b>{ $duration }</b> — { $price } or { $stars }
shop-offer-named = • <b>{ $name }</b> ({ $duration }) — { $price }
shop-offer-named-stars = • <b>{ $name }</b> ({ $duration }) — { $price } or { $stars }
shop-offer-name = <b>{ $duration }</b>: { $name }
shop-offer-name-priced = <b>{ $duration }</b>, { $price }: { $name }
shop-card-hint = 💳 By card in the browser: sign in with Telegram there, and access opens at once.

## Several plans
shop-plans = Choose a plan, then how long.
shop-price = { $price }
shop-plan-price = • <b>{ $plan }</b> — { $prices }
shop-plan-from = • <b>{ $plan }</b> — from { $prices }
shop-plan-about = <b>{ $plan }</b>: { $about }
shop-plan-title = <b>{ $plan }</b>
shop-plan-includes = Includes { $plans }.
shop-plan-pauses = ⏸ While you have { $plan }, your time of { $plans } is paused. It goes on afterwards: nothing is lost.

## Buttons
button-shop-pay = Pay — { $duration } · { $price }
button-shop-pay-extend = Extend — { $duration } · { $price }
button-shop-pay-short = { $duration } · { $price }
button-shop-pay-card = 💳 Card, in the browser · { $duration }
button-shop-pay-card-short = 💳 Card · { $duration }
button-shop-pay-card-priced = 💳 { $duration } · { $price }
button-shop-plans = ‹ All plans
button-shop-open = See the prices
button-shop-anyway = Show the prices anyway
button-shop-extend = Extend
