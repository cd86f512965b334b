### Проверка перед обновлением, в терминале: что изменит эта версия. Простой текст; «-step» — что делать дальше.

upgrade-settings = Настройки: эта версия читает все
upgrade-setting = Настройки: { $named ->
    [yes] { $name } в строке { $line } файла .env
   *[no] имя в строке { $line } файла .env
} — такой настройки в этой версии нет
upgrade-setting-step = { $hinted ->
    [yes] Возможно, теперь это { $nearest }: исправьте имя или удалите строку.
   *[no] Удалите строку; все имена есть в docs/settings.md.
}
upgrade-settings-refused = Настройки: { $reason }
upgrade-settings-refused-step = Исправьте это в .env до обновления: иначе эта версия не запустится.
upgrade-database = База данных: схема { $schema }, как и в этой версии; ничего не изменится
upgrade-database-missing = По адресу { $path } нет базы данных
upgrade-database-missing-step = Запустите проверку в папке, где работает бот и лежит .env, от имени пользователя бота. Новому магазину обновлять нечего.
upgrade-database-refused = База данных: { $reason }
upgrade-database-refused-step = Сделайте это до обновления: в таком виде база этой версии не подойдёт.
upgrade-migrations = База данных: при первом запуске { $count ->
    [one] { $count } изменение
    [few] { $count } изменения
   *[many] { $count } изменений
}, от схемы { $schema } к { $newest }; { $seconds ->
    [one] самое большее { $seconds } секунда на небольшом сервере
    [few] самое большее { $seconds } секунды на небольшом сервере
   *[many] самое большее { $seconds } секунд на небольшом сервере
}
upgrade-disk = Диск: свободно { $free } МБ; на копию перед обновлением и на изменения нужно { $needed } МБ
upgrade-disk-step = Сначала освободите место: где оно занято, покажет df -h. Или держите копию на другом диске.

## Изменения по номерам: каждое — файл в storage/migrations.
upgrade-migration-0001 = 0001_ledger: журнал: покупки, доступ и сообщения
upgrade-migration-0002 = 0002_by_hand: доступ от админов и заявки тех, кто платил в браузере
upgrade-migration-0003 = 0003_chats: закрытые каналы и группы
upgrade-migration-0004 = 0004_webhooks_out: вебхуки вашему сервису
upgrade-migration-0005 = 0005_broadcasts_and_numbers: рассылки и быстрые отчёты
upgrade-migration-0006 = 0006_recurring: подписки Tribute с автопродлением
upgrade-migration-0007 = 0007_operations: происшествия и имя платежа в журнале работы
upgrade-migration-0008 = 0008_telegram_limits: паузы, о которых просил Telegram
upgrade-migration-0009 = 0009_closed_claims: заявки закрываются вместе со своим платежом
upgrade-migration-0010 = 0010_alarm_lane: уведомления, где нужен админ, уходят первыми
upgrade-migration-0011 = 0011_clock: решённое по неверным часам можно найти
upgrade-migration-0012 = 0012_bindings: чем был каждый продукт в каждое время
upgrade-migration-0013 = 0013_foreign_events: события Tribute, которые не дают доступа
upgrade-migration-0014 = 0014_usernames: имя пользователя — у того, кого с ним видели последним
upgrade-migration-0015 = 0015_conversations: начатые вопросы переживают перезапуск
upgrade-migration-0016 = 0016_access_cuts: доступ, прекращённый админом, кончается сразу
upgrade-migration-0017 = 0017_deferred_updates: сообщения, на которые Telegram даёт ответить позже
upgrade-migration-0018 = 0018_support: вопросы владельцу и ответы
upgrade-migration-0019 = 0019_refused_for_good: возвраты, в которых Tribute отказал окончательно
upgrade-migration-0020 = 0020_support_requests: вопросы, закрытые без ответа
upgrade-migration-0021 = 0021_web_buyers: покупки людей, которых знает только Tribute
upgrade-migration-0022 = 0022_purchases_without_number: покупки без номера находятся быстро
upgrade-migration-0023 = 0023_plans: планы: всё прежнее относится к первому; большие таблицы переписываются
upgrade-migration-0024 = 0024_no_more_news: кто не хочет новостей
upgrade-migration-0025 = 0025_admins: админы, которых владелец добавил в чате
upgrade-migration-0026 = 0026_shop_texts: свои слова и картинки магазина
upgrade-migration-0027 = 0027_broadcast_media: картинки и кнопки рассылок
upgrade-migration-0028 = 0028_notice_choices: как каждый админ узнаёт новости
upgrade-migration-0029 = 0029_planned_broadcasts: рассылки в назначенное время
upgrade-migration-0030 = 0030_offers: порядок цен и скрытые цены
upgrade-migration-0031 = 0031_bot_profile: имя, слова и картинка бота в Telegram
upgrade-migration-0032 = 0032_consent: согласие с условиями до оплаты
upgrade-migration-0033 = 0033_own_words_of_offers: свои названия и описания цен
upgrade-migration-0034 = 0034_sums: суммы всех прежних продаж для быстрых отчётов
upgrade-migration-0035 = 0035_stars: платежи в Telegram Stars
upgrade-migration-0036 = 0036_cheaper_checks: журнал проверяется быстрее
upgrade-migration-0037 = 0037_stars_list: до какого места прочитан список звёзд Telegram
upgrade-migration-0038 = 0038_stars_renewals: цены в звёздах с продлением каждые 30 дней, и какие оплаты продлеваются
upgrade-migration-0039 = 0039_console: ссылки на консоль и кто её открыл
upgrade-migration-0040 = 0040_people_by_first_contact: люди в том порядке, в котором бот их узнал, для консоли
upgrade-migration-0041 = 0041_starts_by_day: начала доступа, сосчитанные по дням, для быстрой сводки
upgrade-migration-0042 = 0042_broadcast_skips: кого рассылка пропустила, чтобы её числа вели к этим людям
