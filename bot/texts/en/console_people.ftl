### The console's page of people: the list, the card of one, what admins do for them.

## The list
console-people-title = People
console-people-short = People
console-people-search = Name, @username, Telegram id, purchase number or #12
console-people-list = People
console-people-empty = Nobody has written to the bot or paid yet.
console-people-none = Nobody matches. Take a filter away, or look for something else.
console-people-cut = There are more people to look through.
console-people-go-on = Look further
console-people-filters = Filters
console-people-clear = Clear the filters
console-people-status = Access
console-people-all = Everybody
console-people-status-active = With access
console-people-status-life = For life
console-people-status-ended = Ended
console-people-status-renews = Renews in Stars
console-people-status-never = Never had any
console-people-plan = Plan
console-people-any = Any
console-people-new-from = First bought from
console-people-new-to = First bought to
console-people-on = Had access at the end of
console-people-ends-from = Access ends from
console-people-ends-to = Access ends to
console-people-no-access = No access
console-people-since = Known since { $when }
console-people-never-started = Never pressed Start
console-people-blocked = Blocked the bot
console-people-give-to = Give access to { $id }
console-people-give-to-hint = The bot doesn't know this id. Access can be given to it all the same.

## The card
console-people-back = All people
console-people-access = Access
console-people-purchases = Purchases
console-people-purchases-none = No purchases.
console-people-purchases-all = All { $count }
console-people-renewals = Renewals in Stars
console-people-chats = Private chats
console-people-chat-untitled = a private chat
console-people-chat-asking = asks to be let in
console-people-chat-letting-in = is being let in
console-people-chat-inside = inside
console-people-chat-removing = is being removed
console-people-chat-out = not inside
console-people-claims = Claims
console-people-claim-open = waits for you
console-people-claim-approved = approved
console-people-claim-denied = denied
console-people-claim-closed = closed
console-people-claim-purchase = Purchase #{ $id }
console-people-messages = Messages
console-people-an-admin = Admin
console-people-messages-none = They and the admins haven't written to each other yet.
console-people-sent-photo = [picture] { $words }
console-people-sent-file = [file] { $words }
console-people-waits = Waits for an answer
console-people-open-telegram = Open in Telegram
console-people-history = History
console-people-history-empty = Nothing yet.

## Access, given and ended
console-people-grant = Give access…
console-people-grant-title = Give access
console-people-note = Note for the admins, if you like
console-people-look = Continue
console-people-grant-yes = Yes, give access
console-people-revoke = End access…
console-people-revoke-title = End access
console-people-revoke-yes = Yes, end access
console-people-given = Access given.
console-people-ended = Access ended.
console-people-changed = This has changed since you looked, so nothing was done. Access now: { $access }
console-people-duration-unreadable = This length of time can't be read. Choose one from a day to 100 years, or for life.

## Renewals and messages
console-people-renewal-stop = Stop renewing…
console-people-renewal-allow = Renew again…
console-people-renewal-title = Renewal in Stars
console-people-renewal-done = Done.
console-people-message = Your message
console-people-message-send = Send
console-people-message-sent = Your message is on its way.
console-people-message-empty = Write something first.
console-people-message-changed = They have written more, or another admin was quicker. Read on, then write again.
