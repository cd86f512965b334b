### What buyers read when they write to the bot: tariffs, their access, help, support, terms.

## The menu
command-buy = Tariffs and payment
command-status = My access and payments
command-help = What this bot can do
command-language = Change the language
command-paysupport = Payment questions and refunds
command-terms = Terms of sale

## /start and /buy
start-hello = 👋 Hello, <b>{ $name }</b>!
start-access = ✅ { $access }
start-held = ⏸ A payment of yours is waiting for the owner. More: /status
offers-new = You can buy access here. You pay through Tribute, right in Telegram.
offers-extend = Want to extend it? The time you pay for is added to what you have.
offers-lifetime = You don't need to buy anything else.
offers-none = 😴 Nothing is on sale right now. Please look in again later.
offers-unread = ⏳ The prices can't be loaded right now. Please try again in a minute: /buy
offer =
    • <b>{ $duration }</b> — { $price }
    { $name }
offer-stars =
    • <b>{ $duration }</b> — { $price } or { $stars }
    { $name }
offer-description = <i>{ $description }</i>
offers-card-hint =
    💡 Paid in Telegram, access opens at once.
    💳 In the browser, sign in with Telegram. If you sign in by e-mail, Tribute doesn't tell us who you are, and the owner has to match your payment by hand.
button-pay = Pay — { $duration } · { $price }
button-extend = Extend — { $duration } · { $price }
button-card = 💳 Card, in the browser · { $duration }
button-try-again = Try again

## /status
status = 🔑 <b>Your access</b>
status-held =
    ⏸ We have your payment for { $what }. It gives no access yet, because { $reason }.
    The owner has to settle it. If it takes long: /paysupport
status-advice =
    To get access, choose a tariff below.
    Paid in the browser and don't see it here? /claim
payments = <b>Your payments</b>
payments-none = We know of no payment of yours.
payments-latest = Only the latest { $count } are shown.
payment-applied =
    ✅ { $what }
    { $when } · { $duration }
payment-held =
    ⏸ { $what }
    { $when } · waiting for the owner
payment-refunded =
    ↩️ { $what }
    { $when } · refunded on { $refunded }
payment-dismissed =
    ✖️ { $what }
    { $when } · closed by the owner, no access
button-extend-any = Extend

## /help
help =
    ℹ️ <b>What this bot does</b>
    It sells access. Choose a tariff, pay through Tribute, and access opens at once. /status always says until when.
help-command = /{ $command } — { $what }
help-admins = <b>For admins</b>

## /paysupport
support =
    🛟 <b>Questions about a payment</b>
    { $contact }

    <b>Refunds</b>
    • Paid with Stars: the seller can give them back.
    • Paid another way: only Tribute's support can.
    The access that was paid for ends with its refund.
support-include =
    <b>Please tell us</b>
    • your Telegram id: <code>{ $id }</code>
    • what happened
support-purchase = • { $number }: { $what }
support-unlisted = We know of no payment of yours. If you paid in the browser: /claim
contact = Please write to { $contact }
contact-none = The seller has given no contact here. Tribute's support, where you paid, can help.
button-support = Write to support

## /terms
terms-url =
    📄 <b>Terms of sale</b>
    { $url }
terms-none =
    📄 <b>Terms of sale</b>
    The seller hasn't published terms here. Questions before you pay: /paysupport
terms-payment = Tribute takes the payment, by its own rules. This bot never sees your card. Refunds: /paysupport
button-terms = Read the terms

## /language
language-choose = 🌐 Which language shall I speak?
language-chosen = 🌐 I speak English with you now. The tariffs: /buy
language-current = ✓ { $language }
language-en = English
language-ru = Русский

## Everything else
unknown-command = I don't understand that. What I can do: /help
stale-button = This button no longer works. Please open a fresh one: /help lists all commands.
