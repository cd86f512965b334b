### The console: the words and pictures of the shop, and the bot's own profile.

## Answers of the server
console-shop-sent = It is in your chat with the bot, exactly as buyers get it.
console-shop-saved = Saved. Buyers get it from now on.
console-shop-restored = Your words are gone from here.
console-shop-undone = What stood here before is back.
console-shop-part-gone = A part of this isn’t there any more. Look again.
console-shop-changed = { $who } has changed this meanwhile, { $when }. Nothing of yours was saved. Look at theirs first.
console-shop-saved-by = Saved { $when } by { $who }.
console-shop-lent = Nothing of its own yet: readers get what stands in { $language }.
console-shop-from-env = The server’s settings have { $value }. It counts until you save another here.
console-shop-beside-env = The server’s settings have { $value }. It doesn’t count while yours is here.
console-shop-original = the original words
console-shop-nothing = nothing
console-shop-with-picture = (with a picture)
console-shop-consent-changed = Another admin has decided about this meanwhile. Look again.
console-shop-profile-changed = Somebody has changed this meanwhile. Look again.
