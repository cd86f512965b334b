### /tariffs, для админов: что и на какой срок продаётся и какие старые ссылки ещё работают.

tariffs-title = <b>Что продаётся</b>
tariffs-none = Пока ничего не продаётся. Откройте продукты, выберите один и нажмите «Продавать как…».
tariffs-of-plan = 🎟 <b>{ $plan }</b>{ $state ->
    [retired] {" "}(больше не продаётся)
   *[sold] {""}
}
tariffs-duration = <b>{ $duration }</b>{ $state ->
    [hidden] {" "}· 🙈 скрыт от покупателей, см. /shop
   *[shown] {""}
}
tariffs-current = ✓ { $name } (<code>{ $id }</code>)
tariffs-none-current = Сейчас ничего не предлагается. Выберите продукт в /products.
tariffs-unseen = ⚠️ Tribute ещё ничего о нём не сообщал, поэтому покупатели его не видят. Проверьте номер.
tariffs-old = Старые ссылки, которые ещё работают: { $ids }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
tariffs-old-id = <code>{ $id }</code>
tariffs-held = { $count ->
    [one] ⏸ { $count } платёж ждёт, потому что его продукт здесь не продаётся: /attention
    [few] ⏸ { $count } платежа ждут, потому что их продукты здесь не продаются: /attention
   *[many] ⏸ { $count } платежей ждут, потому что их продукты здесь не продаются: /attention
}
button-tariffs = ‹ Что продаётся
label-tariffs-product = { $place ->
    [current] { $duration }: { $name }
   *[old] { $duration }, старый: { $name }
}
