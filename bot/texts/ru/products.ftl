### Комнаты админов: продукты и тарифы.

## Пока Tribute не спешит
asking-tribute = ⏳ Спрашиваем Tribute. Это может занять полминуты…
toast-asking-tribute = Спрашиваем Tribute. Это может занять полминуты…

## Выбор срока
duration-choice = { $duration }
duration-other = Другой срок…

## Список: /products
products-title = <b>Продукты в Tribute</b> · { $count }
products-wanted = Фильтр: { $wanted }
products-row =
    <b>{ $number }. { $name }</b>
    { $facts }
products-item = { $number }. { $name }
products-page = { $number } / { $count }
products-none = В Tribute пока нет ни одного продукта. Создайте его в Tribute, и он появится здесь сам.
products-skipped = ⚠️ Не получается показать { $count ->
    [one] { $count } продукт: его номер, цену или валюту
    [few] { $count } продукта: их номер, цену или валюту
   *[many] { $count } продуктов: их номер, цену или валюту
} из ответа Tribute не прочитать, и продавать здесь не получится. Посмотрите, пожалуйста, в кабинете Tribute.
products-none-fit =
    Под этот фильтр ничего не подходит: { $wanted }.

    Сбросьте его, чтобы увидеть всё, или измените.
products-words-unknown =
    Не получилось прочитать фильтр. Он пишется так:

    <code>/products 5-20 usd</code> — по цене
    <code>/products звёзды 100-500</code> — по цене в звёздах
    <code>/products заказные одобренные дешёвые</code> — по типу, статусу и порядку

    Или отправьте /products и выберите кнопкой «Фильтры».
products-again = Попробовать ещё раз
products-open = Все продукты
products-filters = Фильтры
products-reset = Сбросить фильтры
products-show = { $count ->
    [one] Показать { $count } продукт
    [few] Показать { $count } продукта
   *[many] Показать { $count } продуктов
}
products-panel =
    <b>Что показать?</b> Сейчас подходит: { $count }.

    Диапазон цен пишется текстом: <code>/products 5-20 usd</code>, <code>/products звёзды 100-500</code>.
products-chosen = ● { $label }
products-range = { $ends ->
    [low] от { $low }
    [high] до { $high }
   *[both] { $low }–{ $high }
}
products-filter-type = { $type ->
    [digital] Цифровые
    [custom] На заказ
    [physical] Физические
   *[any] Любой тип
}
products-filter-status = { $status ->
    [approved] Одобренные
    [pending] На проверке
    [rejected] Отклонённые
   *[any] Любой статус
}
products-filter-stars = { $stars ->
    [with] Со звёздами
    [without] Без звёзд
   *[any] Звёзды — неважно
}
products-filter-stars-range = { $range } ⭐
products-filter-price = { $currency ->
    [any] Любая цена
   *[other] { $currency }
}
products-filter-price-range = { $currency ->
    [any] Цена { $range }
   *[other] Цена { $range } { $currency }
}
products-filter-orders = { $orders ->
    [waiting] Ждут заказы
   *[any] Заказы — неважно
}
products-filter-tariff = { $tariff ->
    [bound] Продаются ботом
    [unbound] Не продаются
    [empty] Тариф без продуктов
   *[any] Любой тариф
}
products-filter-order = { $order ->
    [cheapest] Сначала дешёвые
    [dearest] Сначала дорогие
   *[as_listed] Как в Tribute
}

## Один продукт
product-type = { $type ->
    [digital] цифровой
    [custom] на заказ
    [physical] физический
    [unknown] неизвестного типа
   *[other] { $type }
}
product-status = { $status ->
    [approved] ✅ одобрен
    [pending] ⏳ на проверке
    [rejected] ⛔ отклонён
    [gone] 🚫 пропал из Tribute
    [unknown] статус неизвестен
   *[other] { $status }
}
product-price = { $type ->
    [physical] от { $price }
   *[other] { $price }
}
product-stars = { $price }
product-without-stars = без звёзд
product-cards = { $accepted ->
    [yes] карты принимаются
   *[no] без карт
}
product-orders = { $count ->
    [one] ждёт { $count } заказ
    [few] ждут { $count } заказа
   *[many] ждут { $count } заказов
}
product-standing = { $place ->
    [current] ✓ продаётся как «{ $duration }»
   *[old] старая ссылка «{ $duration }»
}
product-title = <b>{ $name }</b>
product-id = продукт <code>{ $id }</code>
product-place = { $place ->
    [current] ✓ Продаётся как «<b>{ $duration }</b>»: покупатели видят его в /buy.
    [unseen] Выбран для тарифа «<b>{ $duration }</b>», но покупатели его пока не видят.
   *[old] Старый продукт тарифа «<b>{ $duration }</b>»: покупатели его больше не видят, но кто заплатит по его ссылке, получит обещанное.
}
product-unbound = Бот его пока не продаёт. Выберите, что он даёт, кнопкой «Продавать как…».
product-note-status = { $status ->
    [pending] ⚠️ Tribute ещё проверяет его и не продаёт, пока не одобрит.
    [rejected] ⚠️ Tribute отклонил его и не продаёт, пока не одобрит. Причина — в кабинете Tribute.
    [gone] ⚠️ В Tribute его больше нет, купить его нельзя.
    [linkless] ⚠️ Tribute не дал на него ссылки, поэтому нажимать пока не на что.
   *[other] ⚠️ Tribute не продаёт его, пока не одобрит.
}
product-note-type = { $type ->
    [custom] ℹ️ Он делается на заказ: доступ открывается сразу после оплаты, ещё до выполнения заказа.
   *[physical] ℹ️ О заказах физических товаров Tribute сообщает по-своему: здесь они записываются, но сами доступа могут не открыть.
}
product-trouble = ⚠️ { $trouble } { $known ->
    [known] Ниже — то, что Tribute говорил об этом продукте в последний раз.
   *[unknown] Об этом продукте Tribute ещё ничего не говорил.
}
product-example =
    Какой продукт? Пришлите его номер или ссылку, например:

    <code>/product 456</code>
    <code>/product https://t.me/tribute/app?startapp=pDDs</code>
product-open = Открыть в Telegram
product-open-web = В браузере
product-sell = Продавать как…
product-sell-otherwise = Продавать как что-то другое…
product-make-current = Сделать текущим
product-stop = Больше не продавать
product-refresh = Обновить
product-back = Назад к продукту

## Продажа
product-choose = На какой срок <b>{ $name }</b> открывает доступ?
product-choose-again = Другой срок
product-type-duration = На какой срок? Напишите, например, <code>10 дней</code>, <code>6 месяцев</code> или <code>навсегда</code>. /cancel оставит всё как есть.
product-duration-unread = Такого срока я не знаю. Напишите, например, <code>10 дней</code>, <code>6 недель</code>, <code>2 года</code> или <code>навсегда</code> (не больше 100 лет), или /cancel.
product-duration-placeholder = 10 дней
product-sale-question = Продавать <b>{ $name }</b> как «<b>{ $duration }</b>»?
product-sale-yes = Да, продавать
product-instead = Он встанет на место «{ $name }» (продукт { $id }). Старая ссылка продолжит работать: кто заплатит по ней, получит «{ $duration }».
product-moves = До сих пор он давал «{ $before }». Теперь оплаты по его ссылке, в том числе из старых сообщений, дадут «{ $duration }».
product-changed = Пока вы смотрели, кое-что изменилось. Взгляните ещё раз:
product-sold-already = Он уже продаётся как «{ $duration }», ничего не изменилось.
product-sold = ✅ «{ $name }» теперь продаётся как «<b>{ $duration }</b>».
product-sale-settled = { $count ->
    [one] Улажен { $count } платёж, который этого ждал: доступ открыт.
    [few] Улажены { $count } платежа, которые этого ждали: доступ открыт.
   *[many] Улажено { $count } платежей, которые этого ждали: доступ открыт.
}
product-stop-question =
    Больше не продавать <b>{ $name }</b>? Покупатели перестанут его видеть, и как «{ $duration }» ничего не будет предлагаться, пока вы не выберете другой продукт.

    Его ссылка продолжит работать: кто заплатит по ней, получит «{ $duration }».
product-stop-yes = Да, больше не продавать
product-stopped = Его больше не предлагают. Ссылка продолжает работать.

## /tariffs
tariffs-title = <b>Что продаётся</b>
tariffs-none = Пока ничего не продаётся. Откройте продукты, выберите один и нажмите «Продавать как…».
tariffs-tariff = <b>{ $duration }</b>
tariffs-current = ✓ { $name } (<code>{ $id }</code>)
tariffs-nothing-current = Сейчас ничего не предлагается. Выберите продукт в /products.
tariffs-unseen = ⚠️ Tribute ещё ничего о нём не говорил, поэтому покупатели его не видят. Проверьте номер.
tariffs-old = Старые ссылки, которые ещё работают: { $ids }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
tariffs-id = <code>{ $id }</code>
tariffs-waiting = { $count ->
    [one] ⏸ { $count } платёж ждёт, потому что его продукт здесь не продаётся: /attention
    [few] ⏸ { $count } платежа ждут, потому что их продукты здесь не продаются: /attention
   *[many] ⏸ { $count } платежей ждут, потому что их продукты здесь не продаются: /attention
}
tariffs-button = { $place ->
    [current] { $duration }: { $name }
   *[old] { $duration }, старый: { $name }
}
