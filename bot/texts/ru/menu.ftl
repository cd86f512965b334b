### Меню: по строке на каждую команду бота. Свои возможности владельца приносят свои строки.

## Для всех
command-buy = Тарифы и оплата
command-status = Мой доступ и платежи
command-claim = Оплатили в браузере, а доступа нет?
command-help = Что умеет этот бот
command-language = Сменить язык
command-paysupport = Вопросы об оплате и возвраты
command-terms = Условия продажи

## Для админов
command-start = Главная: что ждёт, сегодня в цифрах
command-setup = Настроить магазин по шагам
command-products = Продукты в Tribute
command-product = Один продукт, по номеру или ссылке
command-tariffs = Что и на какой срок продаётся
command-refund = Вернуть деньги
command-purchases = Все покупки
command-user = Найти человека
command-grant = Дать человеку доступ
command-revoke = Закрыть человеку доступ
command-console = Весь магазин на одной странице
command-attention = Что ждёт вас
command-stats = Продажи и подписчики в цифрах
command-broadcast = Написать сразу многим
command-export = Всё в таблицах (CSV)
command-backup = Копия базы данных файлом
command-doctor = Всё ли в порядке?
command-plans = К чему можно купить доступ
command-shop = Что читают покупатели, вашими словами
