### Комнаты админов: меню, покупки, возвраты и люди.

## Меню
command-products = Товары в Tribute
command-product = Один товар, по номеру или ссылке
command-tariffs = Что и на какой срок продаётся
command-refund = Вернуть оплату
command-purchases = Все покупки
command-user = Найти человека
command-attention = Что ждёт вас

## Вопросы
question-left = Хорошо, этот вопрос закрыт. Ничего не изменилось.
