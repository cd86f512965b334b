### Страница консоли с планами и тарифами.

## Ответы
console-plans-no-language = На этом языке магазин не говорит. Выберите другой.
console-plans-no-renewal = Продлеваться может только цена за месяц: Telegram списывает каждые 30 дней.
console-plans-ordered = Покупатели видят новый порядок.
console-plans-renewal-too-much = Цена с продлением — не больше { $most } Stars. Выберите меньшую или разовую оплату.
console-plans-waiting = { $count ->
    [one] { $count } платёж ждёт: его продукт здесь не продаётся.
    [few] { $count } платежа ждут: их продукты здесь не продаются.
   *[many] { $count } платежей ждут: их продукты здесь не продаются.
}

## Страница
console-plans-title = Тарифы
console-plans-title-several = Планы и тарифы
console-plans-short = Тарифы
console-plans-prices = Тарифы в порядке магазина
console-plans-sell = Продавать продукт
console-plans-add = Добавить план
console-plans-waiting-look = Посмотреть
console-plans-restore = Вернуть исходный порядок
console-plans-acts = { $name }: ещё
console-plans-save = Сохранить
console-plans-go-on = Дальше
console-plans-no-tariffs = Здесь пока ничего не продаётся. «Продавать продукт» покажет, что есть в Tribute.

## План
console-plans-words = Имя и описание
console-plans-includes = Включённые планы
console-plans-chats = Закрытые чаты
console-plans-retire = Больше не продавать
console-plans-sell-again = Снова продавать
console-plans-retired = Не продаётся
console-plans-retire-question = Больше не продавать «{ $name }»?
console-plans-retire-text = Покупателям его больше не предложат. Доступ у людей останется, платежи по старым ссылкам засчитаются.
console-plans-included = Включает: { $names }

## Тариф
console-plans-tariff-words = Своё имя и описание
console-plans-stars = Цена в Stars
console-plans-hide = Скрыть от покупателей
console-plans-show = Показать покупателям
console-plans-hidden = Скрыт
console-plans-not-sold = Не в продаже
console-plans-no-price = Сейчас без цены
console-plans-old = { $count ->
    [one] { $count } прежний продукт, его ссылка ещё работает
    [few] { $count } прежних продукта, их ссылки ещё работают
   *[many] { $count } прежних продуктов, их ссылки ещё работают
}
console-plans-open = Открыть «{ $name }» в Tribute
console-plans-stop = Больше не продавать
console-plans-stop-yes = Да, больше не продавать
console-plans-stars-price = Stars
console-plans-stars-hint = Целое число от 1 до 100 000. Пусто — без продажи за Stars.
console-plans-stars-renews = Продлевается каждые 30 дней

## Слова
console-plans-language = Язык
console-plans-name = Имя
console-plans-description = Описание
console-plans-add-hint = Например, Pro. Покупатели увидят его, когда в нём будет что купить.
console-plans-name-hint = Оно на кнопках, поэтому до 32 символов.
console-plans-description-hint = Пара предложений для покупателей, до 300 символов. Оформление задают в чате: у слов, изменённых здесь, его не будет.
console-plans-tariff-name-hint = Вместо срока. Пусто — как было.
console-plans-tariff-description-hint = Вместо слов из Tribute. Пусто — как было. Оформление задают в чате: у слов, изменённых здесь, его не будет.

## Включённые планы, чаты
console-plans-includes-about = У кого есть этот план, у того есть и включённые. Перед подтверждением вы увидите, скольких людей это коснётся.
console-plans-includes-none = Включить нечего: каждый из других планов уже включает этот.
console-plans-include = Включить
console-plans-exclude = Больше не включать
console-plans-chat-open = Открыт
console-plans-open-chat = Открыть
console-plans-close-chat = Закрыть
console-plans-no-chats = Бот пока не знает закрытых чатов. Добавьте его администратором в канал или группу.

## Продукты Tribute
console-plans-products = Продукты в Tribute
console-plans-no-products = В Tribute пока нет продуктов. Создайте продукт там и возвращайтесь.
console-plans-skipped = { $count ->
    [one] { $count } продукт не удалось прочитать, в списке его нет.
    [few] { $count } продукта не удалось прочитать, в списке их нет.
   *[many] { $count } продуктов не удалось прочитать, в списке их нет.
}
console-plans-on-offer = Предлагается
console-plans-sold-as = Продаётся как «{ $tariff }»
console-plans-sell-as = Продавать…
console-plans-sell-otherwise = Продавать иначе…
console-plans-sell-yes = Да, продавать
console-plans-beside = Нынешний продукт тоже оставить
