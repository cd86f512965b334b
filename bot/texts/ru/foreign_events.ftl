### События Tribute, которые не дают доступа, для админов: донаты, заказы товаров, незнакомые названия.

notice-admin-foreign-first =
    { $what }
    { $about }
    { $who }

    К доступу здесь это не относится. О следующих таких событиях сообщений не будет, пока вы их не включите.
notice-admin-foreign =
    { $what }
    { $about }
    { $who }
foreign-donation-new = 🙏 <b>Донат в Tribute</b>
foreign-donation-again = 🙏 <b>Регулярный донат в Tribute</b>
foreign-donation-cancelled = 🙏 <b>Регулярный донат в Tribute отменён</b>
foreign-donation = 🙏 <b>Новости о донате в Tribute</b> (<code>{ $name }</code>)
foreign-order-created = 📦 <b>Заказ товара в Tribute</b>
foreign-order-shipped = 📦 <b>Заказ товара в Tribute отправлен</b>
foreign-order-canceled = 📦 <b>Заказ товара в Tribute отменён</b>
foreign-order = 📦 <b>Новости о заказе товара в Tribute</b> (<code>{ $name }</code>)
foreign-shop = 🛍 <b>Новости вашего магазина в Tribute</b> (<code>{ $name }</code>)
foreign-sum = { $paid }
foreign-without-sum = Сумму Tribute не назвал.
foreign-anonymous = Анонимно
foreign-nobody = Кто это, Tribute не сообщил.
button-foreign-on = 🔔 Сообщать о таких
button-foreign-off = 🔕 Больше не сообщать
toast-foreign-on = Включено для всех админов.
toast-foreign-off = Выключено для всех админов.
notice-admin-foreign-name =
    ❔ Tribute прислал событие, которого эта версия не знает: <code>{ $name }</code>
    На платёж оно не похоже, поэтому только сохранено. О следующих событиях с этим названием сообщений не будет.
    Если оно здесь важно, посмотрите, нет ли новой версии.
notice-admin-foreign-name-held =
    ❔ Tribute прислал событие, которого эта версия не знает: <code>{ $name }</code>
    Оно похоже на платёж или возврат. Каждое событие с этим названием ждёт в /attention, пока вы его не примете или не закроете.
    Посмотрите также, нет ли новой версии.
