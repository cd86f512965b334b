### The bot's own profile in Telegram: name, about text, description and picture, from /shop.

## The profile
profile-title = 🤖 <b>The bot in Telegram</b>
profile-about = How people meet the bot: its name and picture at the top of the chat, its profile, and the empty chat before they press Start.
profile-entry = { $mark ->
    [waiting] ⏳ <b>{ $what }</b>: { $words }
   *[none] <b>{ $what }</b>: { $words }
}
profile-part = { $part ->
    [name] Name
    [about] About text
    [description] Description
   *[picture] Picture
}
profile-face-entry = { $parts ->
    [none] as it was
   *[some] yours: { $names }
}
profile-everyone = Everyone
profile-nothing = nothing
profile-nothing-named = { $part ->
    [picture] No picture.
   *[other] Nothing.
}
profile-nothing-own = Nothing of its own: the same as for everyone.
profile-picture-own = yours
profile-picture-as-it-was = one that was set elsewhere
profile-picture-some = 🖼 A picture.
profile-quote = <blockquote expandable>{ $words }</blockquote>
button-profile-part = { $part ->
    [name] 🏷 Name
    [about] 💬 About text
    [description] 📄 Description
   *[picture] 🖼 Picture
}
button-profile-open = 🤖 The bot in Telegram
button-profile-back = ‹ The bot in Telegram
button-profile-see = 🔎 See it as people do

## One part
profile-card-title = <b>{ $what }</b> · { $language }
profile-card-title-alone = <b>{ $what }</b>
profile-card-about = { $part ->
    [name] At the top of the chat, in the list of chats and in search.
    [about] In the bot's profile, and where somebody shares a link to the bot.
    [description] In the empty chat, below “What can this bot do?”, before anybody presses Start.
   *[picture] Beside the name, everywhere. Telegram has one picture for all languages.
}
profile-card-everyone = Read by everybody whose language has nothing of its own.
profile-now = In Telegram now:
profile-now-lent = In Telegram now, the same as for everyone:
profile-now-picture = In Telegram now: a picture that was set elsewhere, for example with @BotFather.
profile-now-picture-none = In Telegram now: no picture.
profile-now-picture-own = In Telegram now: your picture.
profile-last-set = Set last:
profile-changed-elsewhere = 💬 Somebody has changed it elsewhere, for example with @BotFather.
profile-unread = 📡 Telegram doesn't say right now what stands there. Please look again in a minute.
profile-unknown-method = 🕰 <b>Your Bot API server is too old for this.</b> It doesn't know the method. Update the server of TELEGRAM_API_URL, or leave that setting out; until then @BotFather can do it. Nothing else is affected.
profile-wanted = ⏳ <b>Wanted, not in Telegram yet:</b>
profile-waits-limit = Telegram lets this be changed only a few times a day. The bot sets it { $when } ({ $left }), also after a restart, and you hear of it.
profile-waits-answer = Telegram didn't answer. The bot tries again { $when }, also after a restart, and you hear of it.
profile-waits-restored = This is from the backup that was restored. The bot does nothing about it until you decide.
profile-refused = ❗️ <b>Telegram didn't take it</b>: { $reason }.
button-profile-picture = 🖼 Send a picture…
button-profile-empty = 🗑 Leave it empty
button-profile-as-all = 🌐 The same as for everyone
button-profile-take-over = 📦 Take over from the other bot…
button-profile-try = 🔁 Try now
button-profile-cancel = ✖️ Cancel it

## The outcome
profile-done = ✅ <b>It is in Telegram.</b> Some apps show it only after a few minutes.
profile-restored = ↩️ <b>The original is back in Telegram.</b>
profile-not-yet = ⏳ <b>Kept, but not in Telegram yet.</b>
profile-cancelled = ✖️ <b>Cancelled.</b> Telegram stays as it is.
notice-admin-profile-done = ✅ <b>{ $what }: it is in Telegram now.</b>
    { $words }
notice-admin-profile-refused = ❗️ <b>{ $what }: Telegram didn't take it.</b> { $reason }

    Please send it differently.

## Writing
profile-ask-title = ✏️ <b>{ $what }</b> · { $language }
profile-ask-title-alone = ✏️ <b>{ $what }</b>
profile-ask = { $part ->
    [name] Send the name.
    [about] Send the about text: in one or two lines, what the bot is for.
    [description] Send the description: what people get here, and that they press Start.
   *[picture] Send a photo. Telegram shows its middle in a circle, so a square one is best, with at least 160 pixels on each side.
}
profile-ask-plain = At most { $most } characters. Telegram shows this as plain text: without bold words, hidden links or custom emoji.
profile-too-long = { $part ->
    [name] That name is too long: it has { $length } characters, and Telegram takes { $most }. Please send a shorter one.
   *[other] That is too long: it has { $length } characters, and Telegram takes { $most }. Please send it shorter.
}
profile-only-words = Only words can stand here. Please send them as a text.
profile-only-picture = Please send a picture, as a photo.
profile-not-a-picture = { $kind ->
    [sticker] A sticker can't be the bot's picture, and an animated one never stands still.
    [animation] An animation can't be the bot's picture here.
    [video] A video can't be the bot's picture here.
    [document] That file isn't a picture.
   *[other] That can't be used here.
} Please send a photo.
profile-picture-too-small = That picture is too small: Telegram takes { $least } pixels or more on each side. Please send a larger one.

## The preview
profile-seen-head = <b>{ $name }</b>
    bot
profile-seen-about = { $words }
profile-seen-username = { $username }
profile-seen-chat = <b>What can this bot do?</b>

    { $words }
profile-seen-nothing = (nothing is shown)
profile-preview = { $part ->
    [description] ⬆️ <b>That is what people see in the empty chat.</b> It isn't set yet. Not right? Just send it once more.
   *[other] ⬆️ <b>That is what people see of the bot.</b> It isn't set yet. Not right? Just send it once more.
}
profile-hint-caption = 💬 The words below the picture are left out.
profile-hint-plain = ✏️ Telegram shows this as plain text, as above: bold words, links behind words and custom emoji are lost.
profile-hint-html = ✏️ Tags are shown as you typed them: this is plain text in Telegram.
profile-hint-name = ✏️ { "{name}" } stays as it is here: everybody sees the same.
profile-conflict = ✋ <b>{ $who } has changed this meanwhile</b>, { $when }. Above is what was saved.

    Put yours in its place?
button-profile-save = ✅ Set it in Telegram

## The history
profile-history-state = { $state ->
    [waiting] ⏳ waits for Telegram
    [refused] ❗️ Telegram didn't take it
    [cancelled] ✖️ cancelled
   *[replaced] ↪️ replaced before Telegram had it
}
