### /tariffs, for admins: what is sold and for how long, and the old links that still work.

tariffs-title = <b>What is sold</b>
tariffs-none = Nothing is sold yet. Open the products, choose one and press “Sell as…”.
tariffs-of-plan = 🎟 <b>{ $plan }</b>{ $state ->
    [retired] {" "}(not sold any more)
   *[sold] {""}
}
tariffs-duration = <b>{ $duration }</b>{ $state ->
    [hidden] {" "}· 🙈 hidden from buyers, see /shop
   *[shown] {""}
}
tariffs-current = ✓ { $name } (<code>{ $id }</code>)
tariffs-none-current = Nothing is offered now. Choose a product under /products.
tariffs-unseen = ⚠️ Tribute hasn't said anything about it yet, so buyers don't see it. Check its number.
tariffs-old = Old links that still work: { $ids }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
tariffs-old-id = <code>{ $id }</code>
tariffs-held = { $count ->
    [one] ⏸ { $count } payment waits because its product isn't sold here: /attention
   *[other] ⏸ { $count } payments wait because their products aren't sold here: /attention
}
button-tariffs = ‹ What is sold
label-tariffs-product = { $place ->
    [current] { $duration }: { $name }
   *[old] { $duration }, old: { $name }
}
