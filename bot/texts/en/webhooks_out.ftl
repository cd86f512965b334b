### Webhooks to the owner's own service (WEBHOOK_OUT_URL), for admins: when it doesn't take them.

webhooks-out-why = { $why ->
    [status] it answered { $status }
    [redirect] it answered { $status }, a redirect, and those are not followed
    [gone] it answered { $status }: it wants no more of them
    [timeout] it didn't answer in time
    [unreachable] it can't be reached
    [certificate] its certificate isn't valid
    [private] its address is a private one, which WEBHOOK_OUT_ALLOW_PRIVATE must allow
   *[broken] its answer couldn't be understood
}

## Notices
notice-admin-webhooks-out-failing =
    📡 <b>Your own service isn't taking the bot's webhooks</b>: { $why }.
    { $count ->
        [one] { $count } webhook is waiting.
       *[other] { $count } webhooks are waiting.
    } The bot keeps trying for three days; nobody's access depends on it. Please look at the service and at WEBHOOK_OUT_URL.
notice-admin-webhooks-out-lost =
    📡 <b>Your own service has missed something.</b> { $count ->
        [one] { $count } webhook is given up: { $why }.
       *[other] { $count } webhooks are given up. The last: { $why }.
    }
    Once the service works again, they can be sent once more.

## From /attention
label-webhooks-out = 📡 { $count ->
    [one] { $count } webhook to your service
   *[other] { $count } webhooks to your service
}
webhooks-out-title = 📡 <b>Your own service never took { $count ->
    [one] { $count } webhook
   *[other] { $count } webhooks
}</b>
webhooks-out-line =
    <code>{ $type }</code> · <code>{ $id }</code>
    Given up { $when }: { $why }
webhooks-out-more = … and { $count } more.
webhooks-out-hint = Send them again once the service works; or discard them if it doesn't need them: it can ask who has access at any time.
webhooks-out-sent-again = 📤 On its way again: { $count ->
    [one] { $count } webhook
   *[other] { $count } webhooks
}. If your service doesn't take them, you get a message.
webhooks-out-discard-confirm = <b>Discard { $count ->
    [one] { $count } webhook
   *[other] { $count } webhooks
}?</b> Your service will never get them. Nobody's access changes.
webhooks-out-discarded = 🗑 Discarded: { $count ->
    [one] { $count } webhook
   *[other] { $count } webhooks
}.
webhooks-out-none = Nothing is waiting here any more.
button-webhooks-out-again = Send all again
button-webhooks-out-discard = Discard…
button-webhooks-out-discard-confirm = Yes, discard
