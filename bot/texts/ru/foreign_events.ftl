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
    ❔ <b>Tribute прислал то, чего эта версия не знает.</b> На платёж не похоже, поэтому это только сохранено. О следующих таких событиях сообщений не будет.
    Если это здесь важно, посмотрите, нет ли новой версии.
    <blockquote expandable>{ $name }</blockquote>
notice-admin-foreign-name-held =
    ❔ <b>Tribute прислал то, чего эта версия не знает.</b> Похоже на платёж или возврат. Каждое такое событие ждёт в /attention, пока вы его не примете или не закроете.
    Посмотрите также, нет ли новой версии.
    <blockquote expandable>{ $name }</blockquote>
