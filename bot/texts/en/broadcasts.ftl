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
    A text, or one picture or video with a text. Bold, links, spoilers and the like stay as you make them.
    At most { $limit } characters, { $caption } with a picture or video.

    Never mind? /cancel
broadcast-not-possible = { $kind ->
    [album] An album can't be sent to many: one picture or video goes into a message. Please send that alone, with your text.
    [sticker] A sticker can't be sent to many. Please send a picture or a video, or the text alone.
    [picture-file] This picture came as a file. Please send it as a picture: Telegram asks you when you choose it.
    [video-file] This video came as a file. Please send it as a video: Telegram asks you when you choose it.
    [file] A file can't be sent to many. Please send a picture or a video, or a text with a link to the file.
    [round] A round video message can't be sent to many. Please send it as a video.
    [voice] A recording can't be sent to many. Please send a video, or a text with a link.
   *[other] The bot can send text only, or one picture or video with text. Please send that, or leave it: /cancel
}
broadcast-caption-too-long =
    With a picture or video Telegram takes { $limit } characters at most; this text has { $length }.
    Please send it shorter, or the text without the picture, or leave it: /cancel
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
broadcast-hint-emoji = ✨ Telegram lets this bot send no custom emoji: people see the ordinary ones, as above. For custom ones the bot's owner needs Telegram Premium.
broadcast-hint-html = ✍️ Tags are shown as you typed them. For bold, select the words in Telegram and choose “Bold”.
broadcast-hint-cut = ✂️ It is as long as Telegram allows. If your text was longer, Telegram has cut it, and the rest isn't part of this.
broadcast-hint-forwarded = 📨 It goes out as the bot's own message: where you forwarded it from isn't shown.

## Its button
button-broadcast-add-button = 🔗 Add a button…
button-broadcast-button = 🔗 Change the button…
button-broadcast-no-button = Without a button
button-broadcast-usual-name = Just “{ $name }”
button-broadcast-page = { $page ->
    [status] Their own access
   *[buy] The prices
}
button-broadcast-page-plan = Prices: { $plan }
broadcast-page = { $page ->
    [status] the reader's own access
   *[buy] the prices
}
broadcast-page-plan = the prices of { $plan }
broadcast-ask-link =
    🔗 <b>Where does the button lead?</b>
    Send a link, such as <code>https://example.com</code> or <code>@yourchannel</code>, or choose a page of your shop.

    Never mind? /cancel
broadcast-ask-label =
    🔗 <b>What does the button say?</b>
    It leads to { $where }
    At most { $most } characters, or a phone cuts it.

    Never mind? /cancel
broadcast-link-unreadable = That can't be read as a link. It begins with <code>https://</code> or <code>tg://</code>, or is a Telegram name such as <code>@yourchannel</code>. Please send it once more, or leave it: /cancel
broadcast-label-unreadable = Please send a few words, at most { $most } characters: a phone shows no more on a button. Or leave it: /cancel
broadcast-button-refused =
    Telegram doesn't take this button. Please send another link, or leave it: /cancel
    <blockquote expandable>{ $reason }</blockquote>
broadcast-button-changed = 🔗 All right. Here it is again:
broadcast-cancelled = All right, nothing was sent.
broadcast-draft-gone = This text is no longer waiting: it was sent, dropped or replaced. A new one: /broadcast

## At a time
button-broadcast-later = 🗓 At a time…
button-broadcast-another-time = 🗓 Another time…
button-broadcast-plan = 🗓 Send on { $when }
button-broadcast-planned = 🗓 Planned: { NUMBER($count, useGrouping: 1) }
button-broadcast-planned-list = ‹ All planned
button-broadcast-see = 📱 See it as people will
button-broadcast-send-planned = Send it now…
button-broadcast-cancel-planned = Cancel it
broadcast-ask-when =
    🗓 <b>When should it go out?</b>
    For example: <code>Friday 9:00</code>, <code>tomorrow 18:30</code>, <code>2026-12-31 10:00</code>, <code>in 2 hours</code>.
    That is the time of your shop, { $zone }. It is { $now } there now.

    Never mind? /cancel
broadcast-when-not = { $why ->
    [past] That is past already.
    [too-far] That is too far away: three years at most.
    [no-time] At what time? Send the day with it: <code>Friday 9:00</code>
    [no-such-day] There is no such day.
    [no-such-time] There is no such time: a day ends at 23:59.
   *[unreadable] That can't be read as a time.
}
broadcast-when-skipped = There is no such time that day: the clocks go forward from { $before } to { $after }.
broadcast-when-again =
    It is { $now } in your shop now ({ $zone }). Please send it like this: <code>Friday 9:00</code>, <code>tomorrow 18:30</code>, <code>2026-12-31 10:00</code>
    Or leave it: /cancel
broadcast-confirm-time =
    🗓 <b>It goes out on { $when }.</b>
    That is in { $left }, by the clock of your shop.
broadcast-time-twice = ⚠️ The clocks go back that night, and this time comes twice: it goes out the first time.
broadcast-confirm-later = To: { $whom }. { $count ->
    [one] { NUMBER($count, useGrouping: 1) } person would get it now; they are counted again then.
   *[other] { NUMBER($count, useGrouping: 1) } people would get it now; they are counted again then.
}
broadcast-planned =
    🗓 <b>Planned for { $when }.</b>
    The bot sends it then, also after a restart. All planned ones: /broadcast
broadcast-time-passed = { $when } has passed meanwhile. Nothing was planned.
broadcast-planned-title = 🗓 <b>Planned broadcasts: { NUMBER($count, useGrouping: 1) }</b>
broadcast-planned-none = 🗓 No broadcast is planned.
label-broadcast-planned = { $missed ->
    [yes] ⚠️ { $when } · { $words }
   *[no] { $when } · { $words }
}
broadcast-planned-card = 🗓 <b>{ $when }</b>
broadcast-planned-words = <blockquote expandable>{ $words }</blockquote>
broadcast-planned-people = To: { $whom }. { $count ->
    [one] { NUMBER($count, useGrouping: 1) } person gets it, as of now. That takes { $time }.
   *[other] { NUMBER($count, useGrouping: 1) } people get it, as of now. That takes { $time }.
}
broadcast-planned-by = Planned by { $who }
broadcast-words-photo = 🖼 a picture
broadcast-words-video = 🎬 a video
broadcast-send-planned = ☝️ <b>Send it now, instead of at its time?</b>
broadcast-cancelled-planned = ✖ <b>Cancelled.</b> It won't go out.
broadcast-planned-gone = It isn't planned any more: it was sent or cancelled.
broadcast-not-shown =
    Telegram doesn't take this message any more. It would stop at its time; cancel it and write it again.
    <blockquote expandable>{ $reason }</blockquote>
broadcast-missed = { $why ->
    [restored] ⚠️ It didn't go out: its time came after a copy of the database was restored. It may have gone out before.
    [author] ⚠️ It didn't go out: the admin who planned it isn't one any more.
   *[late] ⚠️ It didn't go out: the bot wasn't running at that time, nor for a day after it.
}
notice-admin-broadcast-missed =
    ⚠️ <b>A planned broadcast didn't go out.</b>
    It was planned for { $when }, to { $whom }.
notice-admin-broadcast-missed-step = Send it now, give it another time, or cancel it.
button-broadcast-open-planned = Look at it
notice-admin-broadcast-changed = { $what ->
    [moved] 🗓 <b>{ $who } has moved your planned broadcast</b> to { $when }.
    [sent] 📣 <b>{ $who } is sending your planned broadcast now.</b> It was planned for { $when }.
   *[cancelled] ✖ <b>{ $who } has cancelled your planned broadcast</b> of { $when }.
}

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
broadcast-report-refused =
    ✋ <b>The broadcast was stopped: Telegram no longer has its picture or video.</b> It was meant for { $whom }.
    <blockquote expandable>{ $reason }</blockquote>
button-broadcast-again = ✍️ Write it again
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
