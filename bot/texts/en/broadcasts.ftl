### Broadcasts, for admins: one message to many people.

## To whom
broadcast-audience = { $group ->
    [active] everyone with access
    [expired] everyone whose access has ended
   *[all] everyone
}
broadcast-audience-tariff = everyone with access: { $tariff }
broadcast-audience-plan = { $group ->
    [expired] everyone whose access to { $plan } has ended
   *[active] everyone with access to { $plan }
}
broadcast-ask-audience =
    📣 <b>Who should get your message?</b>
    You see it once more before anything is sent.
broadcast-running = A broadcast is on its way: { $sent } of { $total } sent.
button-broadcast-audience = { $group ->
    [active] With access
    [expired] Access has ended
   *[all] Everyone
}
button-broadcast-audience-tariff = With access: { $duration }
button-broadcast-plans = By plan…
broadcast-ask-plan = 📣 <b>Which plan is it about?</b>
broadcast-ask-audience-plan =
    📣 <b>{ $plan }: who should get your message?</b>
    People to whom another plan opens it count too.
button-broadcast-plan-audience = { $group ->
    [expired] Had it; it has ended
   *[active] Have it now
}
button-broadcast-progress = Show how far it is

## The message
broadcast-ask-message =
    ✍️ <b>Send the message</b> for { $whom }.
    Bold, links and the like stay as you make them. Text only, { $limit } characters at most.

    Never mind? /cancel
broadcast-only-text = The bot can send text only. Please send the message as text, or leave it: /cancel
broadcast-too-long =
    That is too long for one message: { $length } characters, and Telegram takes { $limit }.
    Please send a shorter one, or leave it: /cancel
broadcast-refused =
    Telegram doesn't take this message. Please send it differently, or leave it: /cancel
    <blockquote expandable>{ $reason }</blockquote>
broadcast-confirm =
    ☝️ <b>This is how they will see it.</b>
    To: { $whom }
    { $count ->
        [one] <b>{ NUMBER($count, useGrouping: 1) }</b> person gets it. That takes { $time }.
       *[other] <b>{ NUMBER($count, useGrouping: 1) }</b> people get it. That takes { $time }.
    }
broadcast-skipped = 🔇 { $count ->
    [one] { NUMBER($count, useGrouping: 1) } person is skipped: they have blocked the bot or never pressed Start.
   *[other] { NUMBER($count, useGrouping: 1) } people are skipped: they have blocked the bot or never pressed Start.
}
broadcast-expected-declined = 🔕 { $count ->
    [one] { NUMBER($count, useGrouping: 1) } person is left out: they want no more news.
   *[other] { NUMBER($count, useGrouping: 1) } people are left out: they want no more news.
}
broadcast-nobody =
    ☝️ This is how it would look. But there is nobody to send it to: { $whom }.

    Another group: /broadcast
button-broadcast-send = { $count ->
    [one] Send it to { NUMBER($count, useGrouping: 1) } person
   *[other] Send it to { NUMBER($count, useGrouping: 1) } people
}
button-broadcast-rewrite = Rewrite it
broadcast-cancelled = All right, nothing was sent.
broadcast-draft-gone = This text is no longer waiting: it was sent, dropped or replaced. A new one: /broadcast

## While it is sent
toast-broadcast-started = It is on its way.
toast-broadcast-stopped = Stopped. Nothing more goes out.
toast-broadcast-over = It was over already.
broadcast-title = 📣 <b>Broadcast</b> to { $whom }
broadcast-progress = ⏳ { NUMBER($sent, useGrouping: 1) } of { NUMBER($total, useGrouping: 1) } sent
broadcast-left = Still to go: { $left }. Payments go first.
button-broadcast-stop = ✋ Stop

## The report
broadcast-report = 📣 <b>The broadcast is done.</b> It went to { $whom }.
broadcast-report-stopped = ✋ <b>The broadcast was stopped.</b> It was meant for { $whom }.
broadcast-sent = ✅ Sent: { NUMBER($count, useGrouping: 1) }
broadcast-unreachable = 🔇 Couldn't be reached: { NUMBER($count, useGrouping: 1) }
broadcast-declined = 🔕 Want no more news: { NUMBER($count, useGrouping: 1) }
broadcast-left-out = ✋ Not sent, because it was stopped: { NUMBER($count, useGrouping: 1) }
broadcast-unclear = ❔ May or may not have got it (the bot stopped while sending): { NUMBER($count, useGrouping: 1) }

## The end of the news, for everyone
button-news-stop = 🔕 No more news
button-news-again = 🔔 Get news again
toast-news-stopped = No more news for you.
toast-news-again = You get news again.
toast-news-preview = This is only the preview. People who press this in the message get no more of them.
news-stopped =
    🔕 <b>No more news for you.</b>
    Messages about your own access and your payments still come.

    Changed your mind? Press the button below; it is in /help too.
news-none = 🔕 You have asked for no more news.
