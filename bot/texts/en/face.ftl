### The shop's own face: /shop, where admins write what buyers read.

## The list
face-title = 🏷 <b>Your shop's face</b>
face-about = What buyers read, in your own words. You see each change as buyers will, before it counts.
face-entry = <b>{ $what }</b>: { $state }
face-state-original = the original
face-state-nothing = nothing
face-state-own = yours, in { $languages }
face-state-own-plans = { $count ->
    [one] yours, for { $count } plan
   *[other] yours, for { $count } plans
}
button-face-slot = { $slot ->
    [greeting] 👋 Greeting
    [what_now] 👉 What now, after paying
    [reminder] ⏰ Reminder before the end
    [contact] 🛟 Support contact
    [terms] 📄 Terms of sale
   *[ended] 🏁 End of access
}
button-face-list = ‹ Your shop's face
button-face-plans = ‹ All plans
face-choose-plan = 👉 <b>What now, after paying</b>: for which plan?
label-face-plan = { $mark ->
    [own] ✓ { $plan }
   *[none] { $plan }
}
label-face-language = { $language }

## One place
face-card-title = <b>{ $what }</b> · { $language }
face-card-plan = 📦 { $plan }
face-card-about = { $slot ->
    [greeting] The first words of /start, above the prices. A picture can be part of it.
    [what_now] Comes with the thanks for a payment: what to do now, and one button, for example to your channel, a bot or a page.
    [contact] Where buyers can reach you. /paysupport shows it, beside the way to write to you in this chat.
    [terms] What /terms shows: a page of yours, or your own text.
    [reminder] Comes before access ends. Plan and date are always added, so that they are true.
   *[ended] Comes when access is over. Plan and date are always added, so that they are true.
}
face-card-original = Buyers read the original:
face-card-nothing = Nothing is added to the thanks yet.
face-card-own = Buyers read your words:
face-card-lent = Nothing of its own for readers of { $language } yet: they get what stands in { $from }.
face-card-words = <blockquote expandable>{ $words }</blockquote>
face-card-picture = 🖼 With your picture.
face-card-button = 🔗 Button: { $label } → { $url }
face-card-saved = ✏️ { $when }, { $who }
face-reminder-original = ⏰ A friendly reminder. … Want to stay? The time you buy now is added to the time you have.
face-ended-original = 👋 … Thank you for being here. You can come back any time.
face-reader-unnamed = friend
button-face-write = ✏️ Write the words…
button-face-write-picture = ✏️ Words or picture…
button-face-button = 🔗 The button…
button-face-no-picture = 🖼 Without the picture
button-face-no-button = 🔗 Without the button
button-face-see = 🔎 See it as buyers do
button-face-original = ↩️ Back to the original
button-face-nothing = ↩️ Back to nothing
button-face-history = 🧾 History
button-face-undo = ↩️ Undo

## Writing
face-ask-title = ✏️ <b>{ $what }</b> · { $language }
face-ask-words = Send it just as buyers should read it: with bold words, links, spoilers, emoji. Forwarding works too.
face-ask-picture = Send a picture, with or without words below it; a text alone keeps the picture that is there.
face-ask-name = <code>{ "{name}" }</code> becomes the reader's name.
face-ask-most = At most { $most } characters.
face-ask-most-picture = At most { $most } characters, { $picture } with a picture.
face-ask-never-mind = Never mind? /cancel
button-face-copy-name = 📋 { "{name}" }
face-ask-url = 🔗 <b>Where does the button lead?</b>
    Send a link, such as <code>https://t.me/yourchannel</code> or <code>@yourchannel</code>.

    Never mind? /cancel
face-ask-label = 🔗 <b>What does the button say?</b>
    It leads to { $url }
    At most { $most } characters, or a phone cuts it. For example: <code>Open the channel</code>

    Never mind? /cancel
face-url-unreadable = That can't be read as a link. It begins with <code>https://</code> or <code>tg://</code>, or is a Telegram name such as <code>@yourchannel</code>.
face-label-unreadable = Please send a few words, at most { $most } characters: “{ $typed }” doesn't fit on a button.
face-too-long = That is too long: it has { $length } characters, and { $most } fit. Please send it shorter.
face-too-long-picture = That is too long for words below a picture: they have { $length } characters, and Telegram takes { $most } there. Please send them shorter, or go back and take the picture out.
face-too-long-parts = That is too long: Telegram has cut it into pieces, { $length } characters together, and { $most } fit. Please send it shorter.
face-empty = There is nothing to read in that. Please send words.
face-no-picture-here = Only words can stand here; a picture belongs to the greeting. Please send words alone.
face-not-a-picture = { $kind ->
    [sticker] A sticker can't be the picture, and an animated one never stands still.
    [animation] An animation can't be the picture.
    [video] A video can't be the picture.
    [document] That file isn't a picture.
   *[other] That can't be used here.
} Please send a photo, or words.
face-picture-too-large = That picture is too large: { $size } MB, and Telegram takes { $most } MB. Send it as a photo, not as a file, and Telegram makes it smaller.
face-picture-unreadable = The picture can't be fetched from Telegram right now. Please send it once more in a minute.
face-refused = Telegram doesn't take that: { $reason }. Nothing has changed; please send it differently.

## The preview
face-preview = ⬆️ <b>That is how buyers will see it.</b> It doesn't count yet. Not right? Just send it once more.
face-preview-facts = Payment, plan and date are examples.
face-hint-album = 🖼 Of an album only the first picture is taken.
face-hint-language = 💬 These words don't look like { $language }. Fine if you mean it so.
face-hint-emoji = ✨ This bot may not use custom emoji: Telegram shows buyers the ordinary ones, as above. For custom ones the bot's owner needs Telegram Premium.
face-hint-html = ✏️ Tags are shown as you typed them. For bold, select the words in Telegram and choose “Bold”.
face-hint-original = The words are still the original.
button-face-save = ✅ Save
button-face-drop = Leave it as it was
face-saved = ✅ <b>Saved.</b> Buyers read it from now on.
face-restored = ↩️ <b>The original is back.</b>
face-removed = ↩️ <b>Taken out.</b>
face-undone = ↩️ <b>Undone.</b> It is as it was before.
face-others = 💬 Readers of { $languages } still get the original words.
face-conflict = ✋ <b>{ $who } has changed this meanwhile</b>, { $when }. Above is what counts now.

    Put yours in its place?
face-conflict-original = ✋ <b>{ $who } has gone back to the original meanwhile</b>, { $when }. Above is what counts now.

    Put yours in its place?
button-face-save-anyway = Yes, replace theirs
button-face-keep = Keep theirs
toast-face-draft-gone = That preview isn't the latest any more. Nothing has changed.
toast-face-left = Nothing has changed.

## The history
face-history-title = 🧾 <b>{ $what }</b> · { $language }
face-history-none = Nobody has changed it yet.
face-history-picture = 🖼
face-history-after = Now: { $words }
face-history-before = Before: { $words }

## The contact and the terms, which .env may have too
face-state-env = as in .env
face-state-own-value = yours, in { $languages }
face-state-left = nothing of its own
face-value-shown = Buyers see: { $value }
face-value-env = Buyers see what stands in .env: { $value }
face-value-env-beside = In .env stands { $value }. It doesn't count while yours is here.
face-value-none = { $slot ->
    [contact] Buyers see no contact yet.
   *[terms] Buyers find no terms yet.
}
face-value-others = 💬 Readers of { $languages } see what stands in their language.
button-face-contact = ✏️ Write the contact…
button-face-terms-text = ✏️ Write them as a text…
button-face-terms-page = 🔗 The address of a page…
button-face-env = ↩️ Back to the original (.env)
face-ask-contact = Send what buyers should see: an @name, a link such as <code>t.me/yourname</code>, an e-mail address, or a few words. At most { $most } characters.
face-ask-terms-longer = Longer terms? Publish them as a page, for example on telegra.ph, and send its address.
face-ask-address = Send the address of the page with your terms, such as <code>https://example.com/terms</code>
face-contact-unreadable = Buyers couldn't reach you there. Send an @name such as <code>@yourname</code>, a link such as <code>https://t.me/yourname</code>, an e-mail address, or a few words: one line, at most { $most } characters.
face-address-unreadable = That is no address that buyers can open. It looks like <code>https://example.com/terms</code>. Please send it once more.
face-only-text = { $slot ->
    [terms] Only text can be sent here. Is it a file? Publish it as a page, and send its address as the terms.
   *[other] Only text can be sent here. Please send what buyers should see as words.
}
face-secret = That holds a token or a key, and buyers would read it. Nothing has changed.

## Words that Telegram refuses
notice-admin-face-refused = ⚠️ <b>Telegram refuses words of yours:</b>
notice-admin-face-description = Description of <b>{ $what }</b> · { $language }
notice-admin-face-refused-why = Its reason: { $reason }
notice-admin-face-refused-instead = { $slot ->
    [greeting] Buyers get /start without them.
    [terms] Buyers get the terms as plain text.
    [contact] Buyers get the contact without its button.
    [description] Buyers read it without formatting.
   *[other] Nothing is lost: buyers get the message with the original words.
} Please word them differently, or go back to the original.
button-face-change = ✏️ Change them
