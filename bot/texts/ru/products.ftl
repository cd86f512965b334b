### Продукты в Tribute: как они названы, /products с фильтрами, /product и продажа.

## Как назван продукт
product-quoted = «{ $what }»
product-with-price = { $what }, { $paid }
product-number = продукт { $id }
product-unknown = продукт, который не удалось прочитать

## /products
products-title = <b>Продукты в Tribute</b> · { $count }
products-filter = Фильтр: { $wanted }
products-row =
    <b>{ $number }. { $name }</b>
    { $facts }
products-none = В Tribute пока нет ни одного продукта. Создайте его в Tribute, и здесь он появится автоматически.
products-skipped = ⚠️ Не получается показать { $count ->
    [one] { $count } продукт: его номер, цену или валюту
    [few] { $count } продукта: их номер, цену или валюту
   *[many] { $count } продуктов: их номер, цену или валюту
} из ответа Tribute не прочитать, и продавать здесь не получится. Посмотрите, пожалуйста, в кабинете Tribute.
products-none-fit =
    Под этот фильтр ничего не подходит: { $wanted }.

    Сбросьте его, чтобы увидеть всё, или измените.
products-filter-unreadable =
    Не получилось прочитать фильтр. Он пишется так:

    <code>/products 5-20 usd</code> — по цене
    <code>/products звёзды 100-500</code> — по цене в звёздах
    <code>/products заказные одобренные дешёвые</code> — по типу, статусу и порядку

    Или отправьте /products и выберите кнопкой «Фильтры».
products-filter-ask =
    <b>Что показать?</b> Сейчас подходит: { $count }.

    Диапазон цен пишется текстом: <code>/products 5-20 usd</code>, <code>/products звёзды 100-500</code>.
label-products-item = { $number }. { $name }
label-products-page = { $number } / { $count }
button-products = Все продукты
button-products-filters = Фильтры
button-products-reset = Сбросить фильтры
button-products-show = { $count ->
    [one] Показать { $count } продукт
    [few] Показать { $count } продукта
   *[many] Показать { $count } продуктов
}

## Чем можно отфильтровать список
label-products-chosen = ● { $label }
label-products-range = { $ends ->
    [low] от { $low }
    [high] до { $high }
   *[both] { $low }–{ $high }
}
label-products-filter-type = { $type ->
    [digital] Цифровые
    [custom] На заказ
    [physical] Физические
   *[any] Любой тип
}
label-products-filter-status = { $status ->
    [approved] Одобренные
    [pending] На проверке
    [rejected] Отклонённые
   *[any] Любой статус
}
label-products-filter-stars = { $stars ->
    [with] Со звёздами
    [without] Без звёзд
   *[any] Любые звёзды
}
label-products-filter-stars-range = { $range } ⭐
label-products-filter-price = { $currency ->
    [any] Любая цена
   *[other] { $currency }
}
label-products-filter-price-range = { $currency ->
    [any] Цена { $range }
   *[other] Цена { $range } { $currency }
}
label-products-filter-orders = { $orders ->
    [waiting] Ждут заказы
   *[any] Любые заказы
}
label-products-filter-tariff = { $tariff ->
    [bound] Продаёт бот
    [unbound] Не продаёт бот
    [empty] Тариф без продуктов
   *[any] Любой тариф
}
label-products-filter-order = { $order ->
    [cheapest] От дешёвых
    [dearest] От дорогих
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
product-sold-as = { $place ->
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
   *[physical] ℹ️ О заказах физических товаров Tribute сообщает по-своему: здесь они записываются, но автоматически доступа могут не открыть.
}
product-note-retired = ⚠️ План «{ $name }» снят с продажи: покупатели не видят его тарифов, пока вы его не вернёте.
product-note-hidden = 🙈 Этот тариф скрыт: покупателям его не предлагают, пока вы не покажете его снова в /shop.
product-error = ⚠️ { $error } { $known ->
    [known] Ниже — то, что Tribute сообщал об этом продукте в последний раз.
   *[unknown] Об этом продукте Tribute ещё ничего не сообщал.
}
product-ask =
    Какой продукт? Пришлите его номер или ссылку, например:

    <code>/product 456</code>
    <code>/product https://t.me/tribute/app?startapp=pDDs</code>
button-product-open = Открыть в Telegram
button-product-open-web = В браузере
button-product-sell = Продавать как…
button-product-sell-otherwise = Продавать как что-то другое…
button-product-make-current = Снова предлагать
button-product-stop = Больше не продавать
button-product-refresh = Обновить
button-product-back = Назад к продукту

## Продажа
product-sell-ask-duration = На какой срок <b>{ $name }</b> открывает доступ?
product-sell-ask-duration-of = На какой срок <b>{ $name }</b> открывает <b>{ $plan }</b>?
product-sell-ask-which = Какой план открывает <b>{ $name }</b>?
product-sell-type-duration = На какой срок? Напишите, например, <code>10 дней</code>, <code>6 месяцев</code> или <code>навсегда</code>. /cancel оставит всё как есть.
product-sell-duration-unreadable = Не получилось понять срок. Напишите, например, <code>10 дней</code>, <code>6 недель</code>, <code>2 года</code> или <code>навсегда</code> (не больше 100 лет), или /cancel.
product-sell-duration-placeholder = 10 дней
product-sell-confirm = Продавать <b>{ $name }</b> как «<b>{ $duration }</b>»?
product-sell-named-otherwise = ⚠️ <b>В названии продукта сказано «{ $named }»</b>, а вы выбрали срок: { $duration }. Покупатели верят названию: если это ошибка, выберите другой срок.
product-sell-names-other = ⚠️ <b>В названии продукта сказано «{ $named }»</b>, а вы выбрали план «{ $chosen }». Покупатели верят названию: если это ошибка, выберите другой план.
product-sell-replaces = Он встанет на место «{ $name }» (продукт { $id }). Старая ссылка продолжит работать: кто заплатит по ней, получит «{ $duration }».
product-sell-stays = «{ $name }» (продукт { $id }) останется рядом с ним: покупатели увидят обе цены и выберут.
product-sell-more = …и ещё { $count }.
product-sell-moves = До сих пор он давал «{ $before }». Теперь оплаты по его ссылке, в том числе из старых сообщений, дадут «{ $duration }».
product-sell-changed = Пока вы смотрели, кое-что изменилось. Взгляните ещё раз:
product-sell-not-needed = Он уже продаётся как «{ $duration }», ничего не изменилось.
product-sell-done = ✅ «{ $name }» теперь продаётся как «<b>{ $duration }</b>».
product-sell-settled = { $count ->
    [one] Разобран { $count } платёж, который этого ждал: доступ открыт.
    [few] Разобраны { $count } платежа, которые этого ждали: доступ открыт.
   *[many] Разобрано { $count } платежей, которые этого ждали: доступ открыт.
}
product-stop-confirm =
    Больше не продавать <b>{ $name }</b>? Покупатели перестанут его видеть{ $others ->
        [0] , и как «{ $duration }» ничего не будет предлагаться, пока вы не выберете другой продукт.
       *[other] . Другие продукты тарифа «{ $duration }» останутся: { $others }.
    }

    Его ссылка продолжит работать: кто заплатит по ней, получит «{ $duration }».
product-stop-done = Его больше не предлагают. Ссылка продолжает работать.
button-product-sell-confirm = Да, продавать
button-product-sell-beside = Оставить оба
button-product-sell-another = Другой план
button-product-stop-confirm = Да, больше не продавать
