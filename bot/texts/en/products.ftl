### Admins' rooms of products and tariffs.

## While Tribute is slow
asking-tribute = ⏳ Asking Tribute. That can take half a minute…
toast-asking-tribute = Asking Tribute. That can take half a minute…

## Choosing a duration
duration-choice = { $duration }
duration-other = Other…

## The list: /products
products-title = <b>Products at Tribute</b> · { $count }
products-wanted = Filter: { $wanted }
products-row =
    <b>{ $number }. { $name }</b>
    { $facts }
products-item = { $number }. { $name }
products-page = { $number } / { $count }
products-none = Tribute lists no products yet. Create one at Tribute, and it appears here by itself.
products-skipped = ⚠️ { $count ->
    [one] { $count } product can't be shown: what Tribute says of its id, price or currency can't be read. It can't be sold here
   *[other] { $count } products can't be shown: what Tribute says of their id, price or currency can't be read. They can't be sold here
}; please look in Tribute's dashboard.
products-none-fit =
    No product fits this filter: { $wanted }.

    Reset it to see them all, or change it.
products-words-unknown =
    I couldn't read that filter. It is written like this:

    <code>/products 5-20 usd</code> by price
    <code>/products stars 100-500</code> by price in Stars
    <code>/products custom approved cheapest</code> by type, status and order

    Or send /products and choose with the “Filters” button.
products-again = Try again
products-open = All products
products-filters = Filters
products-reset = Reset filters
products-show = { $count ->
    [one] Show { $count } product
   *[other] Show { $count } products
}
products-panel =
    <b>What shall be listed?</b> Fitting now: { $count }.

    A range of prices is typed: <code>/products 5-20 usd</code>, <code>/products stars 100-500</code>.
products-chosen = ● { $label }
products-range = { $ends ->
    [low] from { $low }
    [high] up to { $high }
   *[both] { $low }–{ $high }
}
products-filter-type = { $type ->
    [digital] Digital
    [custom] Made to order
    [physical] Physical
   *[any] Any type
}
products-filter-status = { $status ->
    [approved] Approved
    [pending] In review
    [rejected] Rejected
   *[any] Any status
}
products-filter-stars = { $stars ->
    [with] With Stars
    [without] Without Stars
   *[any] Stars or not
}
products-filter-stars-range = { $range } ⭐
products-filter-price = { $currency ->
    [any] Any price
   *[other] { $currency }
}
products-filter-price-range = { $currency ->
    [any] Price { $range }
   *[other] Price { $range } { $currency }
}
products-filter-orders = { $orders ->
    [waiting] Orders waiting
   *[any] Orders or not
}
products-filter-tariff = { $tariff ->
    [bound] Sold here
    [unbound] Not sold here
    [empty] A tariff without products
   *[any] Any tariff
}
products-filter-order = { $order ->
    [cheapest] Cheapest first
    [dearest] Dearest first
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
product-standing = { $place ->
    [current] ✓ sold as “{ $duration }”
   *[old] old link of “{ $duration }”
}
product-title = <b>{ $name }</b>
product-id = product <code>{ $id }</code>
product-place = { $place ->
    [current] ✓ Sold as “<b>{ $duration }</b>”: buyers see it under /buy.
    [unseen] It is chosen for “<b>{ $duration }</b>”, but buyers don't see it yet.
   *[old] An old product of “<b>{ $duration }</b>”: buyers no longer see it, but who pays by its link still gets what it promised.
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
   *[physical] ℹ️ Tribute reports orders of physical products in its own way: they are recorded here, but may open no access by themselves.
}
product-trouble = ⚠️ { $trouble } { $known ->
    [known] Below is what Tribute last said of this product.
   *[unknown] Tribute hasn't yet said anything of this product.
}
product-example =
    Which product? Send its number or its link, like this:

    <code>/product 456</code>
    <code>/product https://t.me/tribute/app?startapp=pDDs</code>
product-open = Open in Telegram
product-open-web = In the browser
product-sell = Sell as…
product-sell-otherwise = Sell as something else…
product-make-current = Make current
product-stop = Stop selling
product-refresh = Refresh
product-back = Back to the product

## Selling it
product-choose = How long an access does <b>{ $name }</b> give?
product-choose-again = Another duration
product-type-duration = How long? Type it, for example <code>10 days</code>, <code>6 months</code> or <code>lifetime</code>. /cancel leaves everything as it is.
product-duration-unread = That is no duration I know. Type it like <code>10 days</code>, <code>6 weeks</code>, <code>2 years</code> or <code>lifetime</code> (100 years at most), or /cancel.
product-duration-placeholder = 10 days
product-sale-question = Sell <b>{ $name }</b> as “<b>{ $duration }</b>”?
product-sale-yes = Yes, sell it
product-instead = It comes instead of «{ $name }» (product { $id }). That one's old link goes on working: who pays by it still gets “{ $duration }”.
product-moves = So far it gives “{ $before }”. From now on payments by its link give “{ $duration }”, in older messages too.
product-changed = Something has changed in the meantime. Please look again:
product-sold-already = It is sold as “{ $duration }” already, so nothing was changed.
product-sold = ✅ «{ $name }» is sold as “<b>{ $duration }</b>” from now on.
product-sale-settled = { $count ->
    [one] { $count } payment that waited for this is settled: its buyer has access now.
   *[other] { $count } payments that waited for this are settled: their buyers have access now.
}
product-stop-question =
    Stop selling <b>{ $name }</b>? Buyers will no longer see it, and nothing is offered as “{ $duration }” until you choose another product.

    Its link goes on working: who pays by it still gets “{ $duration }”.
product-stop-yes = Yes, stop selling it
product-stopped = It is no longer offered. Its link goes on working.

## /tariffs
tariffs-title = <b>What is sold</b>
tariffs-none = Nothing is sold yet. Open the products, choose one and press “Sell as…”.
tariffs-tariff = <b>{ $duration }</b>
tariffs-current = ✓ { $name } (<code>{ $id }</code>)
tariffs-nothing-current = Nothing is offered now. Choose a product under /products.
tariffs-unseen = ⚠️ Tribute hasn't said anything of it yet, so buyers don't see it. Check its number.
tariffs-old = Old links that still work: { $ids }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
tariffs-id = <code>{ $id }</code>
tariffs-waiting = { $count ->
    [one] ⏸ { $count } payment waits because its product isn't sold here: /attention
   *[other] ⏸ { $count } payments wait because their products aren't sold here: /attention
}
tariffs-button = { $place ->
    [current] { $duration }: { $name }
   *[old] { $duration }, old: { $name }
}
