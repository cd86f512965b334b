### Products in Tribute: how they are named, /products with its filters, /product, and selling one.

## How a product is named
product-quoted = “{ $what }”
product-with-price = { $what }, { $paid }
product-number = product { $id }
product-unknown = a product that couldn't be read

## /products
products-title = <b>Products in Tribute</b> · { $count }
products-filter = Filter: { $wanted }
products-row =
    <b>{ $number }. { $name }</b>
    { $facts }
products-none = Tribute lists no products yet. Create one in Tribute, and it appears here automatically.
products-skipped = ⚠️ { $count ->
    [one] { $count } product can't be shown: its id, price or currency in Tribute's answer can't be read. It can't be sold here
   *[other] { $count } products can't be shown: their id, price or currency in Tribute's answer can't be read. They can't be sold here
}; please look in Tribute's dashboard.
products-none-fit =
    No product fits this filter: { $wanted }.

    Reset it to see them all, or change it.
products-filter-unreadable =
    That filter can't be read. It is written like this:

    <code>/products 5-20 usd</code> by price
    <code>/products stars 100-500</code> by price in Stars
    <code>/products custom approved cheapest</code> by type, status and order

    Or send /products and choose with the “Filters” button.
products-filter-ask =
    <b>What should be listed?</b> Fitting now: { $count }.

    A range of prices is typed: <code>/products 5-20 usd</code>, <code>/products stars 100-500</code>.
label-products-item = { $number }. { $name }
label-products-page = { $number } / { $count }
button-products = All products
button-products-filters = Filters
button-products-reset = Reset filters
button-products-show = { $count ->
    [one] Show { $count } product
   *[other] Show { $count } products
}

## The filters of the list
label-products-chosen = ● { $label }
label-products-range = { $ends ->
    [low] from { $low }
    [high] up to { $high }
   *[both] { $low }–{ $high }
}
label-products-filter-type = { $type ->
    [digital] Digital
    [custom] Made to order
    [physical] Physical
   *[any] Any type
}
label-products-filter-status = { $status ->
    [approved] Approved
    [pending] In review
    [rejected] Rejected
   *[any] Any status
}
label-products-filter-stars = { $stars ->
    [with] With Stars
    [without] Without Stars
   *[any] Stars or not
}
label-products-filter-stars-range = { $range } ⭐
label-products-filter-price = { $currency ->
    [any] Any price
   *[other] { $currency }
}
label-products-filter-price-range = { $currency ->
    [any] Price { $range }
   *[other] Price { $range } { $currency }
}
label-products-filter-orders = { $orders ->
    [waiting] Orders waiting
   *[any] Orders or not
}
label-products-filter-tariff = { $tariff ->
    [bound] Sold here
    [unbound] Not sold here
    [empty] A price without products
   *[any] Sold or not
}
label-products-filter-order = { $order ->
    [cheapest] Cheapest first
    [dearest] Most expensive first
   *[as_listed] Tribute's order
}

## One product
product-type = { $type ->
    [digital] digital
    [custom] made to order
    [physical] physical
    [unknown] of unknown type
   *[other] { $type }
}
product-status = { $status ->
    [approved] ✅ approved
    [pending] ⏳ in review
    [rejected] ⛔ rejected
    [gone] 🚫 gone from Tribute
    [unknown] of unknown status
   *[other] { $status }
}
product-price = { $type ->
    [physical] from { $price }
   *[other] { $price }
}
product-stars = { $price }
product-without-stars = no Stars
product-cards = { $accepted ->
    [yes] cards accepted
   *[no] no cards
}
product-orders = { $count ->
    [one] { $count } order waiting
   *[other] { $count } orders waiting
}
product-sold-as = { $place ->
    [current] ✓ sold as “{ $duration }”
   *[old] old link of “{ $duration }”
}
product-title = <b>{ $name }</b>
product-id = product <code>{ $id }</code>
product-place = { $place ->
    [current] ✓ Sold as “<b>{ $duration }</b>”: buyers see it under /buy.
    [unseen] It is chosen for “<b>{ $duration }</b>”, but buyers don't see it yet.
   *[old] An old product of “<b>{ $duration }</b>”: buyers no longer see it, but people who pay by its link still get what it promised.
}
product-unbound = The bot doesn't sell it yet. Choose what it gives with “Sell as…”.
product-note-status = { $status ->
    [pending] ⚠️ Tribute is still reviewing it and doesn't sell it until it is approved.
    [rejected] ⚠️ Tribute has rejected it and doesn't sell it until it is approved. Tribute's dashboard says why.
    [gone] ⚠️ Tribute no longer lists it, so nobody can buy it.
    [linkless] ⚠️ Tribute gave no link for it, so there is nothing to tap yet.
   *[other] ⚠️ Tribute doesn't sell it until it is approved.
}
product-note-type = { $type ->
    [custom] ℹ️ It is made to order: access opens with the payment, before the order is done.
   *[physical] ℹ️ Tribute reports orders of physical products in its own way: they are recorded here, but may not open access automatically.
}
product-note-retired = ⚠️ The plan “{ $name }” is retired: buyers see none of its prices until it is sold again.
product-note-hidden = 🙈 This price is hidden: buyers aren't offered it until you show it again in /shop.
product-error = ⚠️ { $error } { $known ->
    [known] Below is what Tribute last said about this product.
   *[unknown] Tribute hasn't said anything about this product yet.
}
product-ask =
    Which product? Send its number or its link, like this:

    <code>/product 456</code>
    <code>/product https://t.me/tribute/app?startapp=pDDs</code>
button-product-open = Open in Telegram
button-product-open-web = In the browser
button-product-sell = Sell as…
button-product-sell-otherwise = Sell as something else…
button-product-make-current = Offer it again
button-product-stop = Stop selling
button-product-refresh = Refresh
button-product-back = Back to the product

## Selling it
product-sell-ask-duration = For how long does <b>{ $name }</b> give access?
product-sell-ask-duration-of = For how long does <b>{ $name }</b> open <b>{ $plan }</b>?
product-sell-ask-which = Which plan does <b>{ $name }</b> open?
product-sell-type-duration = For how long? Type it, for example <code>10 days</code>, <code>6 months</code> or <code>lifetime</code>. /cancel leaves everything as it is.
product-sell-duration-unreadable = That can't be read as a duration. Type it like <code>10 days</code>, <code>6 weeks</code>, <code>2 years</code> or <code>lifetime</code> (100 years at most), or /cancel.
product-sell-duration-placeholder = 10 days
product-sell-confirm = Sell <b>{ $name }</b> as “<b>{ $duration }</b>”?
product-sell-named-otherwise = ⚠️ <b>The product's name says “{ $named }”</b>, and you chose { $duration }. Buyers go by the name: if it isn't meant so, choose another duration.
product-sell-names-other = ⚠️ <b>The product's name says “{ $named }”</b>, and you chose “{ $chosen }”. Buyers go by the name: if it isn't meant so, choose another plan.
product-sell-replaces = It replaces “{ $name }” (product { $id }). The old link keeps working: people who pay by it still get “{ $duration }”.
product-sell-stays = “{ $name }” (product { $id }) stays on offer beside it: buyers see both prices and choose.
product-sell-more = …and { $count } more.
product-sell-moves = So far it gives “{ $before }”. From now on payments by its link give “{ $duration }”, in older messages too.
product-sell-changed = Something has changed in the meantime. Please look again:
product-sell-not-needed = It is sold as “{ $duration }” already, so nothing was changed.
product-sell-done = ✅ “{ $name }” is sold as “<b>{ $duration }</b>” from now on.
product-sell-settled = { $count ->
    [one] { $count } payment that waited for this is resolved: its buyer has access now.
   *[other] { $count } payments that waited for this are resolved: their buyers have access now.
}
product-stop-confirm =
    Stop selling <b>{ $name }</b>? Buyers will no longer see it{ $others ->
        [0] , and nothing is offered as “{ $duration }” until you choose another product.
        [one] . { $others } other product is still offered as “{ $duration }”.
       *[other] . { $others } other products are still offered as “{ $duration }”.
    }

    Its link keeps working: people who pay by it still get “{ $duration }”.
product-stop-done = It is no longer offered. Its link keeps working.
button-product-sell-confirm = Yes, sell it
button-product-sell-beside = Keep both on offer
button-product-sell-another = Another plan
button-product-stop-confirm = Yes, stop selling it
