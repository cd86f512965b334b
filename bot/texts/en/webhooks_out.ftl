### What admins read when their own service doesn't take what it is told (WEBHOOK_OUT_URL).

webhook-why = { $why ->
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
notice-admin-webhooks-fail =
    📡 <b>Your own service isn't taking what I tell it</b>: { $why }.
    { $count ->
        [one] { $count } message to it is waiting.
       *[other] { $count } messages to it are waiting.
    } I go on trying for three days; nobody's access depends on it. Please look at the service and at WEBHOOK_OUT_URL.
notice-admin-webhooks-lost =
    📡 <b>Your own service wasn't told of everything.</b> { $count ->
        [one] { $count } message to it is given up: { $why }.
       *[other] { $count } messages to it are given up. The last: { $why }.
    }
    Once the service works again, they can be sent once more.

## /attention
attention-webhooks = 📡 { $count ->
    [one] { $count } message your own service never took
   *[other] { $count } messages your own service never took
}
label-webhooks = 📡 { $count ->
    [one] { $count } message to your service
   *[other] { $count } messages to your service
}
webhooks-title = 📡 <b>Your own service never took { $count ->
    [one] { $count } message
   *[other] { $count } messages
}</b>
webhooks-one =
    <code>{ $type }</code> · <code>{ $id }</code>
    Given up { $when }: { $why }
webhooks-more = … and { $count } more.
webhooks-hint = Send them again once the service works; or let them go if it doesn't need them: it can ask who has access at any time.
webhooks-sent-again = 📤 On its way again: { $count ->
    [one] { $count } message
   *[other] { $count } messages
}. If your service doesn't take them, you will be told.
webhooks-let-go-sure = <b>Let { $count ->
    [one] { $count } message
   *[other] { $count } messages
} go?</b> Your service will never be told of these. Nobody's access changes.
webhooks-let-go = 🗑 Let go: { $count ->
    [one] { $count } message
   *[other] { $count } messages
}.
webhooks-no-longer = Nothing is waiting here any more.
button-webhooks-again = Send all again
button-webhooks-let-go = Let them go…
button-webhooks-let-go-sure = Yes, let them go
