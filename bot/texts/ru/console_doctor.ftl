### Страница консоли: проверка, сбои, копии и таблицы.

## Ответы
console-doctor-at = { $when }
console-doctor-backup-off = Ежедневных копий нет: не задан BACKUP_DIR.
console-doctor-backup-none = Ежедневной копии ещё нет, первая скоро появится.
console-doctor-not-sent = Telegram не принял файл. Откройте чат с ботом, нажмите «Старт» и попробуйте ещё раз.
console-doctor-sending = Уже отправляется: загляните в чат с ботом.
console-doctor-sent = Готово: файл в вашем чате с ботом.
console-doctor-table = { $table ->
    [purchases] Покупки
    [accesses] Кто имеет или имел доступ, по планам
    [recurring] Отчёты Tribute о подписках
    [agreements] Кто согласился с условиями
    [terms] Условия, с которыми согласились
   *[subscribers] Люди, которые имеют или имели доступ
}

## Страница
console-doctor-title = Доктор
console-doctor-short = Доктор
console-doctor-examine = Проверить всё
console-doctor-examining = Идёт проверка: несколько секунд…
console-doctor-examined = Проверено: { $when }
console-doctor-broken = Исправить
console-doctor-warning = Взглянуть
console-doctor-fine = В порядке: { $count }
console-doctor-copy = Скопировать
console-doctor-copied = Скопировано.

## Сбои, Stars
console-doctor-incidents = Сбои
console-doctor-no-incidents = Сбоев пока не было.
console-doctor-lasts = Сейчас
console-doctor-over = Прошёл
console-doctor-since = С { $when }
console-doctor-from-to = { $from } – { $to }
console-doctor-stars = Платежи в Stars
console-doctor-stars-about = Бот каждый час сверяет их со списком Telegram.
console-doctor-stars-look = Сверить сейчас

## Копии и таблицы
console-doctor-backups = Копии базы
console-doctor-backup-about = В копии имена и платежи покупателей: храните её, как ключи.
console-doctor-backup-get = Скачать копию
console-doctor-backup-chat = Прислать копию в чат
console-doctor-tables = Таблицы
console-doctor-tables-about = Всё в файлах CSV — для электронных таблиц.
console-doctor-tables-chat = Прислать все в чат
console-doctor-no-tables = Выгружать пока нечего: ещё никто не платил.
