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
