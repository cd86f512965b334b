### Оплата в Tribute в песочнице: способы оплаты, страница благодарности и отказы.

checkout-title = Оплата: { $name }
checkout-kind-digital = Цифровой продукт
checkout-kind-custom = На заказ
checkout-kind-physical = Товар почтой
checkout-price = { $price }
checkout-or = или
checkout-pay-stars = Оплатить звёздами Telegram
checkout-pay-card-telegram = Картой, войти через Telegram
checkout-pay-card = Картой, войти по почте
checkout-known = Платит { $buyer }. Tribute сообщит боту ваш Telegram id.
checkout-unknown = Tribute не сообщит боту Telegram id: бот не узнает, кто заплатил.
checkout-no-way = В браузере этот продукт картой не оплатить. Откройте ссылку в Telegram и заплатите звёздами.
checkout-no-money = Оплата в песочнице. Деньги не списываются.
checkout-user = пользователь Telegram { $id }

## После оплаты

checkout-paid-title = Оплачено: { $name }
checkout-paid = Оплачено
checkout-purchase = Покупка { $id }
checkout-with-stars = звёздами Telegram
checkout-by-card = картой
checkout-seller = Сообщение продавца:
checkout-by-email = Tribute знает только вашу почту и не сообщил боту Telegram id. Чтобы получить доступ, пришлите продавцу номер { $id }.
checkout-return = Вернуться в бот

## Отказы

checkout-no-product = Такого продукта нет
checkout-no-product-why = Эта ссылка никуда не ведёт.
checkout-not-on-sale = Продавец его не опубликовал: Tribute продаёт только одобренные продукты.
checkout-not-paid = Не оплачено
checkout-not-paid-why = Так этот продукт не оплатить.
checkout-no-purchase = Такой покупки нет
checkout-no-purchase-why = Оплаты не было.
