### What to say when a call to Tribute's API fails.

## While reading: products, prices, one product. Nothing can have changed.

tribute-error-bad-request = Tribute did not understand this question. Check the number or the link you sent; the list is under /products.
tribute-error-unauthorized = Tribute does not accept our API key. Compare TRIBUTE_API_KEY with the key in Tribute's dashboard (⋮ → Settings → API Keys) and restart the bot.
tribute-error-forbidden = This belongs to another Tribute account, so our API key may not see it. Yours are under /products.
tribute-error-not-found = Tribute has no such product. Perhaps it was deleted; what there is, is under /products.
tribute-error-refused = Tribute refused to answer this time. Please wait a minute and try again; if it stays so, the log tells which refusal it was.
tribute-error-unreachable = Tribute cannot be reached right now. Payments that arrive are still taken; please try again in a minute.
tribute-error-server-error = Tribute has a problem of its own at the moment. Please try again in a few minutes.
tribute-error-timeout = Tribute is taking too long to answer. Please try again in a minute.
tribute-error-bad-answer = Tribute's answer was cut off or could not be understood. Please try again in a minute; if it stays so, check TRIBUTE_API_URL.

## While refunding. “unknown” claims nothing: the money may or may not have been returned.

refund-error-bad-request = Tribute did not accept this refund, and access is unchanged. Only purchases paid with Telegram Stars can be refunded this way; for a card or another payment, please write to Tribute's support. If it may have been refunded before, Tribute's dashboard shows that.
refund-error-unauthorized = Tribute does not accept our API key, so nothing was refunded and access is unchanged. Compare TRIBUTE_API_KEY with the key in Tribute's dashboard (⋮ → Settings → API Keys), restart the bot, then try again.
refund-error-forbidden = Nothing was refunded, and access is unchanged: this product belongs to another Tribute account. Only its owner's API key can refund it.
refund-error-not-found = Nothing was refunded, and access is unchanged: Tribute does not know this purchase or its buyer. Please look it up in Tribute's dashboard.
refund-error-refused = Tribute refused this refund, and access is unchanged. Please look the purchase up in Tribute's dashboard, or try again later.
refund-error-unreachable = Tribute could not be reached. Nothing was sent and nothing was refunded; please try again in a minute.
refund-error-unknown = We don't know yet whether the refund happened: no clear answer came from Tribute. Please don't send it again; look the purchase up in Tribute's dashboard. If the money was returned, Tribute will tell us and this closes by itself; access stays as it is until then.
