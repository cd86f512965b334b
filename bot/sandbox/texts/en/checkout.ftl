### Tribute's checkout in the sandbox: the ways to pay, the thank-you page, and refusals.

checkout-title = Pay for { $name }
checkout-kind-digital = Digital product
checkout-kind-custom = Made to order
checkout-kind-physical = Goods by post
checkout-price = { $price }
checkout-or = or
checkout-pay-stars = Pay with Telegram Stars
checkout-pay-card-telegram = Pay by card, sign in with Telegram
checkout-pay-card = Pay by card, sign in by e-mail
checkout-known = As { $buyer }. Tribute sends the bot your Telegram id.
checkout-unknown = Tribute then sends the bot no Telegram id: the bot can’t see who paid.
checkout-no-way = In the browser this product takes no cards. Open its link inside Telegram to pay with Stars.
checkout-no-money = Sandbox checkout. No money moves.
checkout-user = Telegram user { $id }

## After the payment

checkout-paid-title = Paid: { $name }
checkout-paid = Paid
checkout-purchase = Purchase { $id }
checkout-with-stars = with Telegram Stars
checkout-by-card = by card
checkout-seller = The seller’s message:
checkout-by-email = Tribute knows you only by e-mail and sent the bot no Telegram id. Send the number { $id } to the seller to get access.
checkout-return = Return to the bot

## Refusals

checkout-no-product = No such product
checkout-no-product-why = The link leads to nothing.
checkout-not-on-sale = The seller has not published it: Tribute sells approved products only.
checkout-not-paid = Not paid
checkout-not-paid-why = This product can’t be paid for like that.
checkout-no-purchase = No such purchase
checkout-no-purchase-why = Nothing was paid.
