### The console: broadcasts, written, planned, sent and looked back on.

console-broadcasts-title = Broadcasts
console-broadcasts-short = Broadcasts

## Answers of the server
console-broadcasts-reached = { $count ->
    [0] Nobody gets it: there is nobody in this group.
    [one] { NUMBER($count, useGrouping: 1) } person gets it. That takes { $time }.
   *[other] { NUMBER($count, useGrouping: 1) } people get it. That takes { $time }.
}
console-broadcasts-no-words = Write a few words, or choose a picture.
console-broadcasts-no-audience = This group isn't there any more. Choose another one.
console-broadcasts-no-plan = This plan isn't there any more. Choose another page.
console-broadcasts-draft-gone = This message no longer waits: it was sent, dropped or replaced. Nothing was sent now.
console-broadcasts-begun = It is on its way already. Nobody gets it twice.
console-broadcasts-over = It is over already.
console-broadcasts-not-planned = Somebody has sent, moved or cancelled it meanwhile. Look again.
console-broadcasts-passed = This time has passed meanwhile. Choose a later one.

## The list
console-broadcasts-new = New broadcast
console-broadcasts-draft-title = You have a message that isn't sent yet
console-broadcasts-draft-open = Look at it
console-broadcasts-running = On their way
console-broadcasts-planned = Planned
console-broadcasts-past = Sent
console-broadcasts-none = Nothing has been sent to many people yet.
console-broadcasts-none-step = A broadcast reaches everyone, or only those with access. You see it first.
console-broadcasts-no-text = A message without words
console-broadcasts-got-it = { $count ->
    [one] { NUMBER($count, useGrouping: "true") } got it
   *[other] { NUMBER($count, useGrouping: "true") } got it
}
console-broadcasts-progress = { NUMBER($sent, useGrouping: "true") } of { NUMBER($total, useGrouping: "true") } sent
console-broadcasts-state-draft = not sent
console-broadcasts-state-planned = planned
console-broadcasts-state-missed = waits for you
console-broadcasts-state-dropped = dropped
console-broadcasts-state-sending = on its way
console-broadcasts-state-stopping = stopping
console-broadcasts-state-stopped = stopped
console-broadcasts-state-sent = sent

## One of them
console-broadcasts-one = Broadcast
console-broadcasts-all = All broadcasts
console-broadcasts-head-draft = Ready to go out
console-broadcasts-head-planned = It goes out at its time
console-broadcasts-head-dropped = It won't go out
console-broadcasts-head-sending = It is on its way
console-broadcasts-head-stopping = It is being stopped
console-broadcasts-head-stopped = It was stopped
console-broadcasts-head-sent = It has gone out
console-broadcasts-seen-in-chat = It is in your chat with the bot already, exactly as readers will get it.
console-broadcasts-whom = To
console-broadcasts-by = By
console-broadcasts-planned-for = Goes out
console-broadcasts-started-at = Started
console-broadcasts-refused = Telegram doesn't send its picture any more: { $reason }
console-broadcasts-send = { $count ->
    [one] Send it to { NUMBER($count, useGrouping: "true") } person
   *[other] Send it to { NUMBER($count, useGrouping: "true") } people
}
console-broadcasts-later = At a time…
console-broadcasts-change = Change it
console-broadcasts-drop = Drop it
console-broadcasts-another-time = Another time…
console-broadcasts-send-now = Send it now…
console-broadcasts-cancel = Cancel it
console-broadcasts-stop = Stop sending
console-broadcasts-again = Write another like it
console-broadcasts-sure-start-title = Send it now?
console-broadcasts-sure-start-text = It goes to { $whom }. Nobody can unsend it.
console-broadcasts-sure-send-now-title = Send it now, instead of at its time?
console-broadcasts-sure-send-now-text = It goes to { $whom }. Nobody can unsend it.
console-broadcasts-sure-stop-title = Stop sending?
console-broadcasts-sure-stop-text = Those who have it keep it, and nobody else gets it. It was going to { $whom }.
console-broadcasts-done-start = It is on its way.
console-broadcasts-done-drop = Dropped. Nothing was sent.
console-broadcasts-done-stop = Stopped. Nobody else gets it.
console-broadcasts-done-plan = Planned. The bot sends it then, also after a restart.
console-broadcasts-done-cancel = Cancelled. It won't go out.
console-broadcasts-done-send-now = It is on its way.

## A new one
console-broadcasts-new-title = New broadcast
console-broadcasts-words = Message
console-broadcasts-counting = Counting…
console-broadcasts-picture = Picture
console-broadcasts-picture-keep = Keep the picture or video that it has
console-broadcasts-picture-hidden = Hidden until it is tapped
console-broadcasts-picture-above = Words above the picture
console-broadcasts-button = Button
console-broadcasts-button-none = No button
console-broadcasts-button-link = To a link
console-broadcasts-button-page = To { $page }
console-broadcasts-check = Send it to yourself first
console-broadcasts-check-hint = It comes to your own chat with the bot, as readers will get it. Nobody else gets anything yet.
console-broadcasts-phone-empty = Your message appears here while you write it.

## Its time
console-broadcasts-when-title = When should it go out?
console-broadcasts-when-zone = By the clock of your shop ({ $zone }). It is { $now } there now.
console-broadcasts-when-day = Day
console-broadcasts-when-time = Time
console-broadcasts-when-check = Check the time
console-broadcasts-when-yes = Plan it
console-broadcasts-readers = Whom it counts
console-broadcasts-readers-none = There is nobody to list here.
