### Answers to people when something fails; each says what to do next.

## Anywhere
error-unexpected = Something went wrong in the bot. The log has the details; please try again in a minute.
error-storage = Nothing can be saved right now. Nothing was changed; please try again in a minute.
error-unknown-command =
    The bot works with buttons and commands.

    Prices: /buy · your access: /status
    Questions: /paysupport · everything: /help
error-telegram-waits = Telegram has asked the bot to wait a little. Please try again in a few minutes.
error-too-many = That was a lot at once 🙂 The bot answers again in a minute; please write then.
error-too-many-presses = One moment, please: that was a lot at once.
error-stale-button = This button no longer works. Please open a fresh one: /help lists all commands.
notice-admin-error =
    ⚠️ <b>Something went wrong in the bot.</b> It keeps working; the log has the details.
    <blockquote expandable>{ $what }</blockquote>

## While reading from Tribute: products, prices, one product. Nothing can have changed.
tribute-error-bad-request = Tribute did not understand this request. Check the number or the link you sent; all products: /products
tribute-error-unauthorized = Tribute does not accept the bot's API key. Compare TRIBUTE_API_KEY with the key in Tribute's dashboard (⋮ → Settings → API Keys) and restart the bot.
tribute-error-forbidden = This belongs to another Tribute account, so the bot's API key may not see it. Your own products: /products
tribute-error-not-found = Tribute has no such product. It may have been deleted; the present ones: /products
tribute-error-refused = Tribute refused to answer this time. Please try again in a minute; if it refuses again, the log says why.
tribute-error-unreachable = Tribute cannot be reached right now. Payments that arrive are still taken; please try again in a minute.
tribute-error-server-error = Tribute has a problem of its own at the moment. Please try again in a few minutes.
tribute-error-timeout = Tribute is taking too long to answer. Please try again in a minute.
tribute-error-bad-answer = Tribute's answer was cut off or could not be understood. Please try again in a minute; if it happens again, check TRIBUTE_API_URL.
tribute-error-foreign-answer = Something between the bot and Tribute, such as a firewall or a proxy, answered instead of Tribute. Please try again in a minute; if it happens again, check how the server reaches tribute.tg.
