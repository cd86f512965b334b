### The owner's home, an admin's /start: today in numbers, what isn't set up yet, the rest by button.

## The home
home-title = 🏠 <b>Your shop</b>
home-today = 📊 <b>Today</b>
home-no-sales = No sales yet
home-sales = 🛒 { $count ->
    [one] <b>{ NUMBER($count, useGrouping: 1) }</b> sale
   *[other] <b>{ NUMBER($count, useGrouping: 1) }</b> sales
}
home-sales-sums = { home-sales } · { $sums }
home-stars = ⭐ { $count ->
    [one] <b>{ NUMBER($count, useGrouping: 1) }</b> sale
   *[other] <b>{ NUMBER($count, useGrouping: 1) }</b> sales
} in Stars · <b>{ $sum }</b>
home-people = 🆕 new { NUMBER($new, useGrouping: 1) } · 🔁 renewed { NUMBER($renewed, useGrouping: 1) }
home-refunded = ↩️ refunded { NUMBER($count, useGrouping: 1) }
home-refunded-sums = ↩️ refunded { NUMBER($count, useGrouping: 1) } · { $sums }
home-held = ⏸ payments that wait { NUMBER($count, useGrouping: 1) }
home-setup = 🔧 <b>Still to set up</b>
button-home-products = 📦 Products
button-home-tariffs = 🏷 Prices
button-home-purchases = 💳 Purchases
button-home-user = 👤 A person
button-home-stats = 📊 Numbers
button-home-broadcast = 📣 Broadcast
button-home-as-buyer = 🛍 See as a buyer
button-home-face = ✍️ Your words
button-home-more = ⋯ More

## The steps of setting up that are left, a line each
setup-step-address = • Tribute can't reach the bot: it has no public address
setup-step-webhook = • Tribute has sent nothing yet: it needs the bot's address
setup-step-offers = • Nothing is on sale: choose a product, and buyers see it
setup-step-unread = • The prices were never loaded from Tribute: buyers don't see them
setup-step-prices = • { $count ->
    [one] { $count } price that buyers don't see: Tribute doesn't sell its product now
   *[other] { $count } prices that buyers don't see: Tribute doesn't sell their products now
}
setup-step-plan = • { $plan } has no price: nobody can buy it
setup-step-chat = • “{ $title }”: the bot lacks rights there
setup-step-chat-gone = • “{ $title }”: the bot isn't there
setup-step-new-chat = • “{ $title }”: who gets in?
setup-step-contact = • Buyers see no support contact
setup-step-terms = • Buyers find no terms of sale
setup-step-backup = • No backup yet: none is made daily, and none was made in the chat
button-setup-address = 🌐 Give the bot an address
button-setup-webhook = 🔗 Connect Tribute
button-setup-offers = 🛒 Choose what to sell
button-setup-unread = 🩺 Find out why
button-setup-prices = 🏷 Look at the prices
button-setup-plan = 🏷 A price for { $plan }
button-setup-chat = 🔒 { $title }
button-setup-new-chat = 🔑 { $title }
button-setup-contact = 🛟 Support contact
button-setup-terms = 📄 Terms of sale
button-setup-backup = 🗄 Backup

## How it is done
setup-card-address =
    🌐 <b>A public address for the bot</b>
    Tribute reports each payment over https, and needs an address at which it reaches this bot. Write yours into the bot's .env:
    <code>PUBLIC_URL=https://your.domain</code>

    Restart the bot. Then this place shows the address for Tribute: yours, and { $path } behind it.
setup-card-webhook =
    🔗 <b>Connect Tribute</b>
    1. Copy this address:
    <code>{ $url }</code>

    2. In Tribute's dashboard, <i>Settings</i> → <i>API Keys</i>, put it into <i>Webhook URL</i> and save.

    3. Press the test button there: the bot confirms here that it works.
setup-card-chat = 🔒 <b>“{ $title }”</b>
setup-card-chat-gone =
    🔒 <b>The bot isn't in “{ $title }”</b>
    Make it an administrator there again who may invite and ban users; or take the chat away from subscribers, in /plans or in ACCESS_CHAT_IDS.
setup-card-contact =
    🛟 <b>A support contact</b>
    Buyers can write to you right here in the chat: /paysupport. Beside that it can show an @name, a page or an e-mail address: set it right here. A line <code>SUPPORT_CONTACT=</code> in the bot's .env does it too.
setup-card-terms =
    📄 <b>Terms of sale</b>
    /terms says that you have published none. Send the address of a page with them, or their text, right here. A line <code>TERMS_URL=</code> in the bot's .env does it too.
setup-card-backup =
    🗄 <b>A backup</b>
    Everything that was paid is in one file. To have a copy of it made every day, name a folder that exists, best on another disk, in the bot's .env and restart the bot:
    <code>BACKUP_DIR=/path/of/the/folder</code>

    Or take a copy now, as a file in this chat.
button-setup-backup-now = 🗄 Make a copy now
button-setup-copy-line = 📋 Copy the line for .env
button-setup-in-shop = ✏️ Set it here
button-setup-decline = Not needed
button-setup-take-up = Show it again
toast-setup-declined = It isn't shown any more. It is still under “More”.

## More: the rarely used
more-title = ⋯ <b>More</b>
more-access = 🔑 Access and money: give access, end it, refund a payment
more-plans = 📚 Plans: what people can buy access to
more-data = 💾 Your data: all tables, a copy of the database
more-data-added = 💾 Your data: all tables
more-admins = 👥 The people who run the shop
more-doctor = 🩺 The doctor: is everything all right?
more-declined = 🔧 Not needed, by your choice: see below
more-commands = All of this can be typed too: /help
button-more-grant = 🔑 Give access
button-more-revoke = 🚫 End access
button-more-refund = ↩️ Refund
button-more-plans = 📚 Plans
button-more-export = 📄 All tables
button-more-backup = 🗄 Copy of all
button-more-doctor = 🩺 Is all well?
