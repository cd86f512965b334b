### /setup, for admins: the list that ticks itself off, the proposals for products, the rehearsal.

## The list
checklist-title = 🧭 <b>Setting up your shop</b>
checklist-hint = In any order, with as many breaks as you like: this list knows how far you are.
checklist-webhook = { $state ->
    [done] ✅ <b>Tribute</b> reports to the bot
    [address] ⚪ <b>Tribute</b> can't reach the bot yet: it needs an address
   *[open] ⚪ <b>Tribute</b> has reported nothing yet: give it the bot's address
}
checklist-products = { $state ->
    [done] ✅ <b>Products</b>: buyers see prices
    [waiting] ⏳ <b>Products</b> are chosen; buyers see them once Tribute sells them
   *[open] ⚪ <b>Products</b>: nothing is on sale yet
}
checklist-channel = { $state ->
    [done] ✅ <b>Private channel</b>: buyers get in
    [waiting] ⏳ <b>Private channel</b>: one thing is missing
    [declined] ✖️ <b>Private channel</b>: not needed
   *[open] ⚪ <b>Private channel</b>, if you sell the way into one
}
checklist-greeting = { $state ->
    [done] ✅ <b>Greeting</b>: in your own words
    [declined] ✖️ <b>Greeting</b>: the bot's own is fine
   *[open] ⚪ <b>Greeting</b>: the bot greets in its own words so far
}
checklist-contact = { $state ->
    [done] ✅ <b>Support contact</b>
    [declined] ✖️ <b>Support contact</b>: not needed
   *[open] ⚪ <b>Support contact</b> beside the messages in this chat
}
checklist-rehearsal = { $state ->
    [done] ✅ <b>Rehearsal</b>: played through
    [declined] ✖️ <b>Rehearsal</b>: not needed
   *[open] ⚪ <b>Rehearsal</b>: a purchase that costs nothing
}
checklist-all-done = 🎉 Everything is set up. Now give people the bot's address: { $address }
button-checklist-webhook = 🔗 Tribute
button-checklist-products = 📦 Products
button-checklist-channel = 🔒 Channel
button-checklist-greeting = 👋 Greeting
button-checklist-contact = 🛟 Contact
button-checklist-rehearsal = 🎬 Rehearsal
button-checklist = ‹ Setting up
button-checklist-go-on = 🧭 Go on setting up
button-checklist-end = That's all, show it no more
toast-checklist-ended = It isn't shown any more. /setup opens it again.

## How each is done
checklist-card-webhook-waits = ⏳ Nothing has arrived so far. As soon as it does, the bot tells you here.
checklist-card-webhook-done = ✅ <b>Tribute reports to the bot</b>, last { $when }.
checklist-card-products =
    📦 <b>Products</b>
    The bot reads from the names of your Tribute products for how long each could open access, and shows you. You change what you like; nothing is sold before you say so.
checklist-card-channel =
    🔒 <b>A private channel or group</b>
    Add the bot there as an administrator who may invite and ban users: the buttons open that in Telegram. At once you are asked here who gets in, and this is ticked off.
checklist-card-chat = { $state ->
    [well] ✅ “{ $title }”: buyers get in
    [rights] ⏳ “{ $title }”: the bot lacks rights there
    [gone] ⏳ “{ $title }”: the bot isn't there
   *[asked] ⏳ “{ $title }”: you were asked here who gets in
}
checklist-card-greeting =
    👋 <b>Greeting</b>
    The first words of /start, above the prices. Word them yourself, with a picture if you like. All the rest that buyers read is in /shop too.
checklist-card-contact =
    🛟 <b>Support contact</b>
    Buyers can write to you right here in the chat: /paysupport. Beside that it can show an @name, a page or an e-mail address.
checklist-card-rehearsal =
    🎬 <b>Rehearsal</b>
    A payment is made up and runs through everything, with you as the buyer: you see what a buyer reads, what admins read, and until when access would last. Then all of it is undone before it is stored: no sale, no access, nothing in /stats, nothing sent to anybody else.

    Not rehearsed are Tribute's payment page and the way into a channel. What should be bought?
checklist-card-rehearsal-none =
    🎬 <b>Rehearsal</b>
    First something has to be on sale: then a purchase of it can be played through, at no cost.
button-checklist-choose = 📦 Look at the products
button-checklist-word = ✏️ Set it here
button-checklist-add-channel = 📢 Add the bot to a channel
button-checklist-add-group = 👥 Add the bot to a group

## The proposals for products
proposals-title = 📦 <b>What your products could be sold as</b> · { $count }
proposals-hint = Read from their names. Nothing is sold before you say so; a number changes one.
proposals-none-approved = ⏳ Tribute hasn't approved any of them yet. You can choose already: buyers see each one as soon as it is approved.
proposals-row = <b>{ $number }. { $name }</b>
proposals-card = 📦 <b>{ $name }</b>
proposal-sold = ✅ sold: { $tariff }
proposal-old = 💤 off sale, only its old link works: { $tariff }
proposal-out = 🚫 not sold here
proposal-ready = 👉 <b>{ $tariff }</b>
proposal-chosen = 👉 <b>{ $tariff }</b>, chosen by an admin
proposal-check = ❔ { $duration }? The name may mean something else: please look
proposal-open = ❔ For how long? The name doesn't say
proposal-plan = ❔ { $duration }, but which plan?
proposal-clash = ⚠️ { $tariff }: in { $currency } that is “{ $other }” already
proposal-double = ⚠️ { $tariff }: in { $currency } “{ $other }” would be the same. Choose one of them
proposal-refused = ⛔ Tribute has rejected it
proposals-differ = 🗂 The names differ: { $names }. If they open different things, make each a plan.
proposals-name = “{ $name }”
proposals-plan = 🗂 <b>{ $name }</b>
proposals-plans-question = <b>Make each of these a plan?</b>
proposals-plans-about = A plan is something of its own that people buy access to. You can rename plans and retire them in /plans.
proposals-done = { $count ->
    [0] Nothing new is sold.
    [one] ✅ <b>{ $count } product is sold from now on.</b>
   *[other] ✅ <b>{ $count } products are sold from now on.</b>
}
proposals-changed-by = { $name } was here in the meantime. Please look again:
proposals-gone = This product isn't in Tribute's list any more.
label-proposals-change = ✏️ { $number }
button-proposals-take = { $count ->
    [one] ✅ Sell the one marked 👉
   *[other] ✅ Sell the { $count } marked 👉
}
button-proposals-plans = 🗂 Make plans of the names…
button-proposals-plans-yes = { $count ->
    [one] Yes, make it a plan
   *[other] Yes, make { $count } plans
}
button-proposals-yes = ✅ Yes: { $tariff }
button-proposals-decide = 🔄 Decide between the two…
button-proposals-read = ↩️ As its name says
button-proposals-out = 🚫 Don't sell it here
button-proposals-card = Its card
toast-proposals-plans = The plans are there.

## The rehearsal
rehearsal-buyer = 🎬 <i>Rehearsal. The buyer would read:</i>
rehearsal-admin = 🎬 <i>Rehearsal. Admins would read:</i>
rehearsal-button = • { $label }
rehearsal-summary = { $outcome ->
    [applied] 🎬 <b>It works.</b> A payment of { $price } for “{ $name }” gives access at once.
   *[other] 🎬 <b>This payment would wait for you.</b> { $price } for “{ $name }” gives no access yet; admins would find it in /attention.
}
rehearsal-undone = All of it was undone before it was stored: no sale, no access, nothing in /stats.
button-rehearsal = 🎬 { $duration } · { $price }
button-rehearsal-plan = 🎬 { $duration } · { $price } · { $plan }
button-rehearsal-short = 🎬 { $duration } · { $plan }
