### Refunds: /refund, refunds whose purchase is unclear, their notices and errors.

## Notices
notice-refund =
    ↩️ Your payment for { $what } has been refunded.

    { $access }
notice-admin-refund =
    ↩️ <b>Refunded:</b> { $what }
    { $who }
    { $number } · { $when }
    The access it gave has been revoked.
notice-admin-refund-without-access =
    ↩️ <b>Refunded:</b> { $what }
    { $who }
    { $number } · { $when }
    It had given no access, so none was revoked.
notice-admin-refund-unmatched =
    ⏸ <b>A refund is waiting for you:</b> { $what }
    { $who }
    Tribute didn't say clearly which purchase it belongs to, so no access has been revoked yet.
notice-admin-refund-unknown =
    ❔ <b>It isn't known whether a refund happened:</b> { $what }
    { $who }
    { $number }
    Please look in Tribute's dashboard. If it happened, Tribute's webhook closes this automatically.
notice-admin-refund-overruled =
    ✅ <b>This purchase was not refunded after all:</b> { $what }
    { $who }
    { $number } · { $when }
    An admin had matched a refund to it, but Tribute's purchase numbers show that it was for another one. So this purchase stands again.
notice-admin-refund-overruled-instead =
    ↩️ <b>Refunded instead:</b> { $what }
    { $who }
    { $number } · { $when }
notice-admin-refund-overruled-waits = ⏸ It isn't known yet which purchase was refunded instead, so the refund is in /attention again.
button-refund-stands-again = Purchase that stands again
button-refund-refunded-instead = Refunded purchase

## /refund
refund-ask = ↩️ <b>Which payment should be refunded?</b>
    Tap it, or send its number: <code>/refund 78901</code>
refund-none =
    There is nothing to refund yet.

    All purchases: /purchases
refund-number-unreadable =
    A purchase number is made of digits, like this: <code>/refund 78901</code>

    The latest payments: /refund · all of them: /purchases
refund-confirm = ↩️ <b>Refund this payment?</b>
refund-only-stars = ⭐ Only payments made with Telegram Stars can be refunded from here. For a card or anything else, please write to Tribute's support.
refund-calling = ⏳ <b>Asking Tribute…</b>
refund-cancelled = All right, nothing was refunded.
refund-done = ✅ <b>Refunded.</b> Tribute has returned the money, and the access it gave has been revoked.
refund-done-without-access = ✅ <b>Refunded.</b> Tribute has returned the money. It had given no access, so none was revoked.
refund-already = ↩️ <b>This payment was refunded on { $when }.</b> Nothing was sent to Tribute now.
refund-in-progress = ⏳ <b>A refund of this payment is on its way already.</b> Nothing was sent a second time.
refund-unknown = ❔ <b>It isn't clear whether this payment was refunded.</b> Tribute was asked { $when }.
refund-without-number =
    <b>This payment can't be refunded from here:</b> Tribute gave no purchase number for it.

    Please refund it in Tribute's dashboard, or through Tribute's support. When Tribute reports it, the access is revoked automatically.
refund-only-support =
    <b>This payment can't be refunded from here:</b> Tribute returns only payments made with Telegram Stars this way, and each only once.

    Please write to Tribute's support. When Tribute reports the refund, the access is revoked automatically.
refund-rejected = ❌ <b>Not refunded.</b>
refund-confirm-happened =
    <b>Does Tribute's dashboard show that the money went back?</b>
    The access is revoked, and the buyer is notified.
refund-confirm-not-happened =
    <b>Does Tribute's dashboard show that the money did not go back?</b>
    The access stays as it is, and you can try the refund again.
refund-not-happened = 👌 <b>Noted: this payment was not refunded.</b> The access stays as it is.
label-refund = { $id } · { $what }
label-refund-whose = { $who } · { $what }
button-refund-ask = Refund…
button-refund-confirm = Yes, refund it
button-refund-confirm-paid = Yes, refund { $paid }
button-refund-again = Try the refund again…
button-refund-happened = It was refunded
button-refund-not-happened = It was not refunded
button-refund-look-again = Look again

## Why Tribute says it was refunded
refund-reason-telegram = the buyer got the Stars back through Telegram
refund-reason-api = the owner refunded it
refund-reason-unknown = Tribute gave none
refund-reason-other = { $reason }

## Refunds that don't say what they refund
refund-unmatched-title = ↩️ <b>Which purchase was refunded?</b>
refund-unmatched-at = Refunded { $when }
refund-unmatched-choose = Tribute didn't say it clearly. It may be one of these:
refund-unmatched-no-candidates = The bot knows of no purchase it could mean. If that arrives later, this closes automatically; else look in Tribute's dashboard, and dismiss it.
refund-unmatched-candidate = <b>{ $number }.</b> { $what }
refund-match-confirm =
    <b>Was it this purchase that was refunded?</b>
    The access it gave is revoked, and the buyer is notified.
refund-match-done = ✅ <b>Noted: this purchase was refunded.</b> The access it gave has been revoked.
label-refund-unmatched = ↩️? { $what }
label-refund-candidate = { $number } · { $what }

## When Tribute can't be asked or refuses. “unknown” claims nothing: the money may or may not have been returned.
refund-error-bad-request = Tribute did not accept this refund, and access is unchanged. Only purchases paid with Telegram Stars can be refunded this way; for a card or another payment, please write to Tribute's support. If it may have been refunded before, Tribute's dashboard shows that.
refund-error-unauthorized = Tribute does not accept the bot's API key, so nothing was refunded and access is unchanged. Compare TRIBUTE_API_KEY with the key in Tribute's dashboard (⋮ → Settings → API Keys), restart the bot, then try again.
refund-error-forbidden = Nothing was refunded, and access is unchanged: this product belongs to another Tribute account. Only the API key of that account can refund it.
refund-error-not-found = Nothing was refunded, and access is unchanged: Tribute does not know this purchase or its buyer. Please look it up in Tribute's dashboard.
refund-error-refused = Tribute refused this refund, and access is unchanged. Please look the purchase up in Tribute's dashboard, or try again later.
refund-error-unreachable = Tribute could not be reached. Nothing was sent and nothing was refunded; please try again in a minute.
refund-error-unknown = It isn't known yet whether the refund happened: no clear answer came from Tribute. Please don't send it again; look the purchase up in Tribute's dashboard. If the money was returned, Tribute's webhook closes this automatically; access stays as it is until then.
