### The console: the words and pictures of the shop, and the bot's own profile.

## Answers of the server
console-shop-sent = It is in your chat with the bot, exactly as buyers get it.
console-shop-saved = Saved. Buyers get it from now on.
console-shop-restored = Your words no longer count here.
console-shop-undone = What stood here before is back.
console-shop-part-gone = A part of this isn't there any more. Look again.
console-shop-changed = { $who } has changed this meanwhile, { $when }. Nothing of yours was saved. Look at theirs first.
console-shop-saved-by = Saved { $when } by { $who }.
console-shop-lent = Nothing of its own yet: readers get what stands in { $language }.
console-shop-from-env = The server's settings have { $value }. It counts until you save another here.
console-shop-beside-env = The server's settings have { $value }. It doesn't count while yours is here.
console-shop-original = the original words
console-shop-nothing = nothing
console-shop-with-picture = (with a picture)
console-shop-consent-changed = Another admin has decided about this meanwhile. Look again.
console-shop-profile-changed = Somebody has changed this meanwhile. Look again.

## The list
console-shop-title = Shop
console-shop-short = Shop
console-shop-all = All of the shop
console-shop-group-words = Words that buyers get
console-shop-group-facts = Contact and terms
console-shop-group-bot = The bot in Telegram
console-shop-order = { $plans ->
    [1] The order of prices, and which of them are shown
   *[other] The order of plans and prices, and which of them are shown
}
console-shop-slot-greeting = Greeting
console-shop-slot-what_now = Thanks after paying
console-shop-slot-reminder = Reminder before the end
console-shop-slot-ended = End of access
console-shop-slot-contact = Contact
console-shop-slot-terms = Terms
console-shop-about-greeting = The first words of /start, above the prices, with a picture if you like
console-shop-about-what_now = { $plans ->
    [1] What to do now, and one button
   *[other] What to do now, and one button; for each plan
}
console-shop-about-reminder = { $plans ->
    [1] Before access ends; the date is added
   *[other] Before access ends; plan and date are added
}
console-shop-about-ended = { $plans ->
    [1] When access is over; the date is added
   *[other] When access is over; plan and date are added
}
console-shop-about-contact = Where buyers reach you
console-shop-about-terms = A page of yours or your own text, and consent before paying
console-shop-profile = Name, texts and picture
console-shop-profile-about = How people meet the bot, before they press Start
console-shop-state-own = yours: { $languages }
console-shop-state-plans = { $count ->
    [one] yours for { NUMBER($count) } plan
   *[other] yours for { NUMBER($count) } plans
}
console-shop-state-env = from the server's settings
console-shop-state-original = original
console-shop-state-none = nothing yet
console-shop-state-yours = yours
console-shop-state-as-it-was = as it was

## One place
console-shop-language = Language
console-shop-plan = Plan
console-shop-words = Words
console-shop-insert-name = Reader's name
console-shop-picture = Picture
console-shop-picture-hint = With a picture, { $most } characters fit.
console-shop-button-hint = For example to your channel. Leave both empty for no button.
console-shop-contact-hint = A name in Telegram, a link, an e-mail address or a few words.
console-shop-terms-kind = Kind of terms
console-shop-terms-page = A page
console-shop-terms-words = Own text
console-shop-terms-address = Address of the page
console-shop-save = Save
console-shop-save-hint = It comes to your own chat first. As soon as Telegram has taken it there, it counts for buyers.
console-shop-saved-note = Buyers get this from now on.
console-shop-undo = Undo
console-shop-send = Send it to yourself
console-shop-take-theirs = Show theirs here
console-shop-restore-original = Back to the original
console-shop-restore-env = Back to the server's settings
console-shop-restore-nothing = Remove it
console-shop-restore-text = Your words no longer count here. They stay in the history.
console-shop-history = History
console-shop-no-history = Nothing has changed here yet.
console-shop-before = Before: { $words }

## Consent
console-shop-consent = Consent before paying
console-shop-consent-about = Buyers see your terms, and a button to agree to them, in the place of the Pay buttons, until they have agreed once.
console-shop-consent-agreed = People who have agreed: { NUMBER($count, useGrouping: "true") }
console-shop-consent-no-terms = It needs terms: save them above first.
console-shop-consent-on = Switch it on
console-shop-consent-off = Switch it off
console-shop-consent-now-on = Buyers agree to the terms before they pay.
console-shop-consent-now-off = Buyers pay without it.
console-shop-consent-again = Ask everybody once more
console-shop-consent-again-text = All see the terms in the place of the Pay buttons until they agree again, also people who have agreed or paid already. Access that is paid for stays as it is.
console-shop-consent-asked = Everybody is asked once more.

## The bot's profile
console-shop-part-name = Name
console-shop-part-about = About text
console-shop-part-about-hint = In the bot's profile, and where somebody shares a link to it. { $most } characters at most.
console-shop-part-name-hint = At the top of the chat and in search. { $most } characters at most. Telegram takes a few changes a day.
console-shop-part-description = Description
console-shop-part-description-hint = In the empty chat, before anybody presses Start. { $most } characters at most.
console-shop-profile-picture = Picture
console-shop-profile-picture-hint = Telegram shows its middle in a circle: a square one is best, at least { $least } pixels wide and high.
console-shop-profile-picture-small = This picture is too small: it needs { $least } pixels on each side.
console-shop-profile-set = Set it in Telegram
console-shop-profile-wanted = Wanted, not in Telegram yet: { $words }
console-shop-profile-try = Try now
console-shop-profile-cancel = Cancel it
console-shop-profile-empty = Leave it empty
console-shop-profile-as-all = The same as for everyone
console-shop-profile-empty-text = Nothing of its own stands there then. You can set it again.
console-shop-profile-can-do = What can this bot do?
console-shop-agreed = Who has agreed to the terms
console-shop-agreed-none = Nobody has agreed yet.
