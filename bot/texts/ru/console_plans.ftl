### Страница консоли с планами и тарифами.

## Ответы
console-plans-no-duration = Выберите, на сколько: от одного дня до 100 лет.
console-plans-no-language = На этом языке магазин не говорит. Выберите другой.
console-plans-no-renewal = Продлеваться может только цена за месяц: Telegram списывает каждые 30 дней.
console-plans-ordered = Покупатели видят новый порядок.
console-plans-renewal-too-much = Цена с продлением — не больше { $most } Stars. Выберите меньшую или разовую оплату.
