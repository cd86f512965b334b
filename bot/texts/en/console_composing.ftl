### The console: words, pictures and buttons that an admin composes for others to read.

console-composing-formatting = This formatting can't be sent by Telegram. Take it off those words and set it again.
console-composing-label = A button says a few words: { $most } characters at most.
console-composing-url = A button leads to an address that begins with https:// or tg://, or to a Telegram name such as @yourchannel.
console-composing-refused = Telegram doesn't take this: { $reason }
console-composing-unreachable = The bot can't write to you. Press Start in your chat with it, then try again.
console-composing-telegram = Telegram didn't answer. Nothing is lost here: try again in a moment.
console-composing-picture-refused = Telegram can't take this picture. Width and height together may have 10,000 pixels, and neither may be more than 20 times the other; if that is so, save it again as a JPEG. Telegram's own word: { $reason }
console-composing-no-picture = Telegram doesn't take this file as a picture. Choose a JPEG, PNG or WebP.
console-composing-picture-large = This picture is larger than { $most } MB. Choose a smaller one.
console-composing-no-file = No picture arrived. Choose it again.
console-composing-picture-received = This picture was uploaded in the console. Nobody but you sees it yet.
console-composing-picture-gone = This picture isn't there any more. Choose it again.
console-composing-too-long = { $length } characters are too many: { $most } fit here.

## Words, as they are written
console-composing-toolbar = Formatting
console-composing-mark-bold = Bold
console-composing-mark-italic = Italic
console-composing-mark-underline = Underlined
console-composing-mark-strike = Struck through
console-composing-mark-code = Code
console-composing-mark-spoiler = Hidden until tapped
console-composing-mark-quote = Quote
console-composing-mark-link = Link
console-composing-link = Where does it lead? Leave it empty for no link.
console-composing-link-wrong = A link begins with https:// or tg://.
console-composing-link-done = Set the link
console-composing-counter = { NUMBER($length, useGrouping: "true") } of { NUMBER($most, useGrouping: "true") } characters
console-composing-url-label = Address of the button
console-composing-label-label = Words on the button

## Pictures
console-composing-picture = A picture
console-composing-video = A video
console-composing-picture-alt = The chosen picture
console-composing-picture-choose = Choose a picture
console-composing-picture-other = Choose another
console-composing-picture-remove = Without a picture
console-composing-picture-sending = Uploading…
console-composing-picture-heavy = This picture is larger than 10 MB. Choose a smaller one.

## The phone
console-composing-phone = As they see it
console-composing-show-all = Show all
console-composing-custom-emoji = A custom emoji
