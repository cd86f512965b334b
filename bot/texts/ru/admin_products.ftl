### Комнаты админов: продукты и тарифы.

## Выбор срока
duration-choice = { $duration }
duration-other = Другой срок…
