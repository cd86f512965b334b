### Plans and prices under /shop, for admins: their order, and what is hidden.

button-window-open = 🗂 Plans and prices
window-entry = <b>🗂 Plans and prices</b>: their order, their names, what is hidden

## The list
window-title = 🗂 <b>Plans and prices</b>
window-about = In this order buyers see them. Tap one to move it, hide it or name it.
window-about-prices = { $count ->
    [1] Tap the price to hide it or name it.
   *[other] In this order buyers see the prices. Tap one to move it, hide it or name it.
}
window-plan = { $place }. <b>{ $name }</b> — { $state ->
    [hidden] 🙈 hidden
    [all-hidden] 🙈 all prices hidden
    [nothing] nothing on offer
   *[offered] { $count ->
        [one] { $count } price
       *[other] { $count } prices
    }
}
button-window-see = 🔎 See it as buyers do
button-window-order = ↩️ Back to the original order
button-window-plans = ‹ Plans and prices

## A plan
window-plan-title = 📦 <b>{ $name }</b> · number { $place } of { $count }
window-plan-hidden = 🙈 Hidden since { $when }: nobody is offered it, not even to extend. People keep the access they have, and payments by old links are still granted. (In /plans that is called “not sold any more”.)
window-price = { $mark ->
    [here] 👉 <b>{ $place }. { $duration }</b> — { $prices }
   *[other] { $place }. { $duration } — { $prices }
}{ $state ->
    [hidden] {" "}· 🙈 hidden
    [unsold] {" "}· ⚠️ Tribute doesn't sell it now
   *[shown] {""}
}
window-price-unknown = no price known
button-window-price = { $mark ->
    [hidden] 🙈 { $duration }
   *[shown] { $duration }
}
button-window-up = ⬆️ Up
button-window-down = ⬇️ Down
button-window-hide = 🙈 Hide from buyers
button-window-show = 👁 Show to buyers again

## A price
window-tariff-title = 🏷 <b>{ $tariff }</b>
window-tariff-hidden = 🙈 Hidden: nobody is offered it, not even to extend. People keep the access they have, and payments by old links are still granted. Its products stay as they are.
window-tariff-empty = ⚠️ No product is on offer for it. Choose one under /products, and press “Sell as…”.
toast-window-order = The original order is back.
toast-window-hidden = Hidden: buyers aren't offered it any more. People keep what they have.
toast-window-shown = Buyers are offered it again.
toast-window-last-plan = This is the only plan on offer, so it stays. To sell nothing for a while, hide each of its prices.
toast-window-gone = That price isn't on offer any more. /shop shows what is there now.

## A price's own name and description
button-window-words = ✏️ Name and description…
window-words-title = ✏️ <b>{ $tariff }</b> · { $language }
window-words-name = Name: <b>{ $name }</b>
window-words-name-original = Name: the original, how long it is.
window-words-about-original = Description: the original, as Tribute has it.
window-words-about = Description:
window-words-quote = <blockquote>{ $words }</blockquote>
window-words-rule = Readers of another language get theirs, or the original.
button-window-name = ✏️ Name…
button-window-about = 📝 Description…
window-ask-name = ✏️ <b>What is { $tariff } called?</b> ({ $language })
    Buyers read the name on the button and in the list: at most { $most } characters. How long it is stands beside it in the list.

    Never mind? /cancel
window-ask-about = 📝 <b>What does { $tariff } give?</b> ({ $language })
    Send a sentence or two just as buyers should read it: with bold words, links, spoilers, emoji. At most { $most } characters.

    Never mind? /cancel
window-words-empty = There is nothing to read in that. Please send words.
window-words-too-long = That is too long: at most { $most } characters. Please send it shorter.
window-words-in-use = Another price of this plan is called that already. Please send another name.
window-words-only = Only words can stand here. Please send words alone.
window-words-conflict = ✋ <b>Another admin has changed this meanwhile.</b> Now it is: { $words }

    Put yours in its place?
window-words-conflict-original = the original
