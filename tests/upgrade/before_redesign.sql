-- A database as the version before the redesign (commit 4d6df67) wrote it, by playing a shop in its
-- sandbox: every name, number and text in it is made up. tests/upgrade/before_redesign.json says
-- what that version read in it; see test_before_redesign.py.

BEGIN;
PRAGMA user_version = 7;

CREATE TABLE people (
    telegram_user_id INTEGER PRIMARY KEY CHECK (telegram_user_id > 0),
    name TEXT,
    username TEXT,
    language_code TEXT,
    locale TEXT CHECK (locale IN ('en', 'ru')),
    first_seen_at INTEGER NOT NULL,
    started_at INTEGER,
    reachable_at INTEGER,
    blocked_at INTEGER,
    blocked_reason TEXT
) STRICT;
INSERT INTO people VALUES (700001, 'Alice Brown', 'alice_brown', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (700002, NULL, NULL, NULL, NULL, 1775599140, NULL, NULL, 1775599140, 'Forbidden: bot can''t initiate conversation with a user');
INSERT INTO people VALUES (700003, 'Olga Weber', 'olga_w', 'de', 'en', 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (700004, 'Anna Keller', 'anna_runs_it', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (700005, 'Борис Смирнов', 'boris_helps', 'ru', NULL, 1775599140, 1775599140, 1775599140, 1777586340, 'Forbidden: bot was blocked by the user');
INSERT INTO people VALUES (800001, 'Мария Лебедева', 'masha_reads', 'ru', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800002, 'Иван', 'ivan_s', 'ru', 'ru', 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800003, 'Tom <b>Stone</b> & sons', 'tom_stone', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800004, '=SUM(A1:A9) “quoted”, comma', NULL, 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800005, 'Ева О''Нил', 'eve_blocks', 'ru', NULL, 1775599140, 1775599140, 1775599140, 1775599140, 'Forbidden: bot was blocked by the user');
INSERT INTO people VALUES (800006, 'Nora Nilsen', 'nora_n', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800007, 'Otto Maier', 'otto_m', 'de', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800008, 'Лена Ёлкина', 'lena_yo', 'ru', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800009, 'Gina', 'gina_gift', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800010, 'Taro 😀', NULL, 'ja', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800011, 'Uma Roy', 'uma_roy', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800012, 'Фома', NULL, 'ru', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800013, 'Will Waits', 'will_w', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800014, 'Lia', 'lia_in', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800015, 'Remy Roux', 'remy_r', 'fr', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800016, 'Leo Left', 'leo_left', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800017, 'Глеб Тихий', NULL, 'ru', NULL, 1775599140, NULL, NULL, 1775599140, 'Forbidden: bot can''t initiate conversation with a user');
INSERT INTO people VALUES (800018, 'Dora Dead-letter', 'dora_d', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800019, 'Rita Returns', 'rita_r', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800020, 'Кира Стучит', 'kira_k', 'ru', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800031, 'Reader 800031', 'reader_800031', 'ru', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800032, 'Reader 800032', 'reader_800032', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800033, 'Reader 800033', 'reader_800033', 'ru', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800034, 'Reader 800034', 'reader_800034', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800035, 'Reader 800035', 'reader_800035', 'ru', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800036, 'Reader 800036', 'reader_800036', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800037, 'Reader 800037', 'reader_800037', 'ru', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800038, 'Reader 800038', 'reader_800038', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800039, 'Reader 800039', 'reader_800039', 'ru', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);
INSERT INTO people VALUES (800040, 'Reader 800040', 'reader_800040', 'en', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL);

CREATE TABLE tariffs (
    id INTEGER PRIMARY KEY,
    months INTEGER NOT NULL CHECK (months >= 0),
    days INTEGER NOT NULL CHECK (days >= 0),
    lifetime INTEGER NOT NULL CHECK (lifetime IN (0, 1)),
    created_at INTEGER NOT NULL,
    UNIQUE (months, days, lifetime),
    CHECK ((lifetime = 1) = (months = 0 AND days = 0))
) STRICT;
INSERT INTO tariffs VALUES (1, 1, 0, 0, 1775599140);
INSERT INTO tariffs VALUES (2, 3, 0, 0, 1775599140);
INSERT INTO tariffs VALUES (3, 12, 0, 0, 1775599140);
INSERT INTO tariffs VALUES (4, 0, 0, 1, 1775599140);
INSERT INTO tariffs VALUES (5, 6, 0, 0, 1775599140);
INSERT INTO tariffs VALUES (6, 0, 10, 0, 1775599140);

CREATE TABLE tariff_products (
    product_id INTEGER PRIMARY KEY CHECK (product_id > 0),
    tariff_id INTEGER NOT NULL REFERENCES tariffs (id),
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
    bound_at INTEGER NOT NULL,
    type TEXT,
    name TEXT,
    description TEXT,
    amount_minor INTEGER,
    currency TEXT,
    stars_amount INTEGER,
    accepts_cards INTEGER CHECK (accepts_cards IN (0, 1)),
    status TEXT,
    link TEXT,
    web_link TEXT,
    fetched_at INTEGER
) STRICT;
INSERT INTO tariff_products VALUES (456, 1, 0, 1775599140, 'digital', 'Book Club & Library — 1 month', 'Every month a new book, the talks and the whole archive.', 999, 'USD', 499, 1, 'approved', 'https://t.me/tribute/app?startapp=pkTz', 'https://web.tribute.tg/p/kTz', 1778623140);
INSERT INTO tariff_products VALUES (457, 2, 1, 1775599140, 'digital', 'Book Club & Library — 3 months', 'Every month a new book, the talks and the whole archive.', 2499, 'USD', 1249, 0, 'approved', 'https://t.me/tribute/app?startapp=pWbQ', 'https://web.tribute.tg/p/WbQ', 1778623140);
INSERT INTO tariff_products VALUES (458, 3, 1, 1775599140, 'digital', 'Book Club & Library — 1 year', 'Every month a new book, the talks and the whole archive.', 7999, 'USD', 3999, 1, 'approved', 'https://t.me/tribute/app?startapp=prXm', 'https://web.tribute.tg/p/rXm', 1778623140);
INSERT INTO tariff_products VALUES (459, 4, 1, 1775599140, 'digital', 'Book Club & Library — lifetime', 'Every month a new book, the talks and the whole archive.', 19900, 'USD', 9950, 0, 'approved', 'https://t.me/tribute/app?startapp=pHvD', 'https://web.tribute.tg/p/HvD', 1778623140);
INSERT INTO tariff_products VALUES (512, 1, 0, 1775599140, 'digital', 'Книжный клуб «Сова» — 1 месяц', 'Новая книга каждый месяц, разговоры и весь архив.', 79000, 'RUB', 450, 1, 'approved', 'https://t.me/tribute/app?startapp=ppNs', 'https://web.tribute.tg/p/pNs', 1778623140);
INSERT INTO tariff_products VALUES (514, 3, 0, 1778623140, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO tariff_products VALUES (530, 6, 1, 1775599140, 'digital', 'AI Assistant <Pro> & friends — 1 month', 'Answers at any hour, longer memory, <b>no</b> queue & no ads.', 1290, 'EUR', 690, 1, 'approved', 'https://t.me/tribute/app?startapp=pqFw', 'https://web.tribute.tg/p/qFw', 1778623140);
INSERT INTO tariff_products VALUES (531, 5, 0, 1775599140, 'digital', 'AI Assistant <Pro> & friends — 1 year', 'Answers at any hour, longer memory, <b>no</b> queue & no ads.', 11900, 'EUR', 6400, 0, 'approved', 'https://t.me/tribute/app?startapp=pBtK', 'https://web.tribute.tg/p/BtK', 1778623140);
INSERT INTO tariff_products VALUES (540, 1, 1, 1775599140, 'digital', 'VPN Access - 1 Month', '', 500, 'USD', 250, 1, 'approved', 'https://t.me/tribute/app?startapp=pxMh', 'https://web.tribute.tg/p/xMh', 1778623140);

CREATE TABLE webhook_events (
    id INTEGER PRIMARY KEY,
    event_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    body BLOB NOT NULL,
    facts_digest TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'held', 'ignored', 'test')),
    problems TEXT,
    deliveries INTEGER NOT NULL DEFAULT 1 CHECK (deliveries > 0),
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
) STRICT;
INSERT INTO webhook_events VALUES (1, 'new_digital_product:purchase:78901', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100001117Z","sent_at":"2026-04-07T21:59:00.100002234Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31327,"trb_user_id":"T-31327","telegram_user_id":800001,"telegram_username":"masha_reads","purchase_id":78901,"transaction_id":234567,"purchase_created_at":"2026-04-07T21:59:00.100001117Z"}}' AS BLOB), 'f57e35c994b40585daffd56678abb6cb', 'applied', NULL, 3, 1775599140, 1778623140);
INSERT INTO webhook_events VALUES (2, 'new_digital_product:purchase:78902', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100004468Z","sent_at":"2026-04-07T21:59:00.100005585Z","payload":{"product_id":457,"product_name":"Book Club & Library — 3 months","amount":2499,"currency":"usd","user_id":31328,"trb_user_id":"T-31328","telegram_user_id":700001,"telegram_username":"alice_brown","purchase_id":78902,"transaction_id":234570,"purchase_created_at":"2026-04-07T21:59:00.100004468Z"}}' AS BLOB), '4d507803d69c944a796cbe8a77794515', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (3, 'new_digital_product:purchase:78903', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100006702Z","sent_at":"2026-04-07T21:59:00.100007819Z","payload":{"product_id":459,"product_name":"Book Club & Library — lifetime","amount":19900,"currency":"usd","user_id":31329,"trb_user_id":"T-31329","telegram_user_id":800003,"telegram_username":"tom_stone","purchase_id":78903,"transaction_id":234573,"purchase_created_at":"2026-04-07T21:59:00.100006702Z"}}' AS BLOB), '57fc2acba9a4fa0a85218b2123faf2e3', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (4, 'new_digital_product:purchase:78904', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100008936Z","sent_at":"2026-04-07T21:59:00.100010053Z","payload":{"product_id":458,"product_name":"Book Club & Library — 1 year","amount":7999,"currency":"usd","user_id":31330,"trb_user_id":"T-31330","telegram_user_id":800004,"purchase_id":78904,"transaction_id":234576,"purchase_created_at":"2026-04-07T21:59:00.100008936Z"}}' AS BLOB), 'b1cea5e0ad5a12e7a793a059edec7cfd', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (5, 'new_digital_product:purchase:78905', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.10001117Z","sent_at":"2026-04-07T21:59:00.100012287Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31331,"trb_user_id":"T-31331","telegram_user_id":800005,"telegram_username":"eve_blocks","purchase_id":78905,"transaction_id":234579,"purchase_created_at":"2026-04-07T21:59:00.10001117Z"}}' AS BLOB), '49d1a60cd652625eff191c08c6e7d260', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (6, 'new_digital_product:purchase:78906', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100013404Z","sent_at":"2026-04-07T21:59:00.100014521Z","payload":{"product_id":457,"product_name":"Book Club & Library — 3 months","amount":2499,"currency":"usd","user_id":31331,"trb_user_id":"T-31331","telegram_user_id":800005,"telegram_username":"eve_blocks","purchase_id":78906,"transaction_id":234582,"purchase_created_at":"2026-04-07T21:59:00.100013404Z"}}' AS BLOB), 'ed0175e790531a05238e130c2d676549', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (7, 'new_digital_product:purchase:78907', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100015638Z","sent_at":"2026-04-07T21:59:00.100016755Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31332,"trb_user_id":"T-31332","telegram_user_id":700002,"purchase_id":78907,"transaction_id":234585,"purchase_created_at":"2026-04-07T21:59:00.100015638Z"}}' AS BLOB), '2f1328df2f4bccbabfdc9d9676dc0f2d', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (8, 'new_digital_product:purchase:78908', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100017872Z","sent_at":"2026-04-07T21:59:00.100018989Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31333,"trb_user_id":"T-31333","telegram_user_id":800016,"telegram_username":"leo_left","purchase_id":78908,"transaction_id":234588,"purchase_created_at":"2026-04-07T21:59:00.100017872Z"}}' AS BLOB), '505102d0dbdce99519977262aea2b3fc', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (9, 'new_digital_product:purchase:78909', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100020106Z","sent_at":"2026-04-07T21:59:00.100021223Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31334,"trb_user_id":"T-31334","telegram_user_id":800031,"telegram_username":"reader_800031","purchase_id":78909,"transaction_id":234591,"purchase_created_at":"2026-04-07T21:59:00.100020106Z"}}' AS BLOB), '5e86a7563ea1ca810bdf18e76d4d1115', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (10, 'new_digital_product:purchase:78910', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.10002234Z","sent_at":"2026-04-07T21:59:00.100023457Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31335,"trb_user_id":"T-31335","telegram_user_id":800032,"telegram_username":"reader_800032","purchase_id":78910,"transaction_id":234594,"purchase_created_at":"2026-04-07T21:59:00.10002234Z"}}' AS BLOB), '79957e164d5943f51b46ab60c766bf35', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (11, 'new_digital_product:purchase:78911', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100024574Z","sent_at":"2026-04-07T21:59:00.100025691Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31336,"trb_user_id":"T-31336","telegram_user_id":800033,"telegram_username":"reader_800033","purchase_id":78911,"transaction_id":234597,"purchase_created_at":"2026-04-07T21:59:00.100024574Z"}}' AS BLOB), '3edc94d8f068afba16c6fa689b12ed8e', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (12, 'new_digital_product:purchase:78912', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100026808Z","sent_at":"2026-04-07T21:59:00.100027925Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31337,"trb_user_id":"T-31337","telegram_user_id":800034,"telegram_username":"reader_800034","purchase_id":78912,"transaction_id":234600,"purchase_created_at":"2026-04-07T21:59:00.100026808Z"}}' AS BLOB), '6be5be1cec81d859aa812438edaebbbd', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (13, 'new_digital_product:purchase:78913', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100029042Z","sent_at":"2026-04-07T21:59:00.100030159Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31338,"trb_user_id":"T-31338","telegram_user_id":800035,"telegram_username":"reader_800035","purchase_id":78913,"transaction_id":234603,"purchase_created_at":"2026-04-07T21:59:00.100029042Z"}}' AS BLOB), '8b040a9909e7eea65a5aa2708633553d', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (14, 'new_digital_product:2026-04-07T21:59:00.100031276Z:800036:456:999', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100031276Z","sent_at":"2026-04-07T21:59:00.100032393Z","payload":{"product_id":456,"amount":999,"currency":"usd","user_id":31339,"telegram_user_id":800036}}' AS BLOB), 'fa5bd8a040f5c4a70fc14955de9a4136', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (15, 'new_digital_product:purchase:78915', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.10003351Z","sent_at":"2026-04-07T21:59:00.100034627Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","trb_user_id":"W-31340","purchase_id":78915,"transaction_id":234609,"purchase_created_at":"2026-04-07T21:59:00.10003351Z"}}' AS BLOB), '9eba0baec6cf9799176a8e99c6985082', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (16, 'new_digital_product:purchase:78916', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100035744Z","sent_at":"2026-04-07T21:59:00.100036861Z","payload":{"product_id":512,"product_name":"Книжный клуб «Сова» — 1 месяц","amount":79000,"currency":"rub","user_id":31341,"trb_user_id":"T-31341","telegram_user_id":800037,"telegram_username":"reader_800037","purchase_id":78916,"transaction_id":234612,"purchase_created_at":"2026-04-07T21:59:00.100035744Z"}}' AS BLOB), '78ff0a4a02a4bc1b1171276ff9d68329', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (17, 'new_digital_product:purchase:91001', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100037978Z","sent_at":"2026-04-07T21:59:00.100039095Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":"a lot","currency":"usd","telegram_user_id":800038,"purchase_id":91001}}' AS BLOB), '406c9d439bb04f7facc7d39178f99f35', 'applied', 'amount is wrong', 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (18, 'new_digital_product:purchase:91002', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100040212Z","sent_at":"2026-04-07T21:59:00.100041329Z","payload":{"product_id":"four hundred","amount":500,"currency":"usd","telegram_user_id":800039,"purchase_id":91002}}' AS BLOB), 'e9da656bf17e39d2c3a293ab2b1946f1', 'applied', 'product_id is wrong', 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (19, 'new_digital_product:purchase:78917', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100042446Z","sent_at":"2026-04-07T21:59:00.100043563Z","payload":{"product_id":560,"product_name":"Reading list “100 short novels”","amount":300,"currency":"usd","trb_user_id":"W-31342","purchase_id":78917,"transaction_id":234615,"purchase_created_at":"2026-04-07T21:59:00.100042446Z"}}' AS BLOB), 'a1f0f65ab447f4fd447e7fd9665e2b1c', 'ignored', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (20, 'new_digital_product:purchase:78918', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.10004468Z","sent_at":"2026-04-07T21:59:00.100045797Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31343,"trb_user_id":"T-31343","telegram_user_id":700003,"telegram_username":"olga_w","purchase_id":78918,"transaction_id":234618,"purchase_created_at":"2026-04-07T21:59:00.10004468Z"}}' AS BLOB), 'aa06216b4360d1537a3d1ef1bd30c013', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (21, 'digital_product_refunded:purchase:78918', 'digital_product_refunded', CAST('{"name":"digital_product_refunded","created_at":"2026-04-07T21:59:00.100046914Z","sent_at":"2026-04-07T21:59:00.100048031Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31343,"trb_user_id":"T-31343","telegram_user_id":700003,"telegram_username":"olga_w","purchase_id":78918,"transaction_id":234618,"refund_reason":"Cancel product purchase from public API","refunded_at":"2026-04-07T21:59:00.100046914Z"}}' AS BLOB), 'aa06216b4360d1537a3d1ef1bd30c013', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (22, 'new_digital_product:purchase:78919', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100049148Z","sent_at":"2026-04-07T21:59:00.100050265Z","payload":{"product_id":457,"product_name":"Book Club & Library — 3 months","amount":2499,"currency":"usd","user_id":31343,"trb_user_id":"T-31343","telegram_user_id":700003,"telegram_username":"olga_w","purchase_id":78919,"transaction_id":234621,"purchase_created_at":"2026-04-07T21:59:00.100049148Z"}}' AS BLOB), 'e0a502389ead88df96bc062ddd460b37', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (23, 'new_digital_product:purchase:78920', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100051382Z","sent_at":"2026-04-07T21:59:00.100052499Z","payload":{"product_id":540,"product_name":"VPN Access - 1 Month","amount":500,"currency":"usd","user_id":31343,"trb_user_id":"T-31343","telegram_user_id":700003,"telegram_username":"olga_w","purchase_id":78920,"transaction_id":234624,"purchase_created_at":"2026-04-07T21:59:00.100051382Z"}}' AS BLOB), '5557cfca4f1c69ae5d0a9ca05188b55a', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (24, 'new_digital_product:purchase:78921', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100054733Z","sent_at":"2026-04-07T21:59:00.10005585Z","payload":{"product_id":457,"product_name":"Book Club & Library — 3 months","amount":2499,"currency":"usd","user_id":31329,"trb_user_id":"T-31329","telegram_user_id":800003,"telegram_username":"tom_stone","purchase_id":78921,"transaction_id":234627,"purchase_created_at":"2026-04-07T21:59:00.100054733Z"}}' AS BLOB), '5a055c2fe26513218b694bc418e1a899', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (25, 'digital_product_refunded:2026-04-07T21:59:00.100056967Z:800003:457:2499', 'digital_product_refunded', CAST('{"name":"digital_product_refunded","created_at":"2026-04-07T21:59:00.100056967Z","sent_at":"2026-04-07T21:59:00.100058084Z","payload":{"product_id":457,"amount":2499,"currency":"usd","telegram_user_id":800003,"refund_reason":"telegram_refund"}}' AS BLOB), '76ea65b775334ba4b2931a6a895782a0', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (26, 'digital_product_refunded:2026-04-07T21:59:00.100059201Z:800003:458:2499', 'digital_product_refunded', CAST('{"name":"digital_product_refunded","created_at":"2026-04-07T21:59:00.100059201Z","sent_at":"2026-04-07T21:59:00.100060318Z","payload":{"product_id":458,"amount":2499,"currency":"usd","telegram_user_id":800003,"refund_reason":"telegram_refund"}}' AS BLOB), 'd7a0eb95e5f29578c9aaa2626fbd3a15', 'ignored', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (27, 'new_digital_product:purchase:78922', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100061435Z","sent_at":"2026-04-07T21:59:00.100062552Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","trb_user_id":"W-31344","purchase_id":78922,"transaction_id":234630,"purchase_created_at":"2026-04-07T21:59:00.100061435Z"}}' AS BLOB), '59c418ab0338933bd532969c6e779645', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (28, 'new_subscription:2026-04-07T21:59:00.100063669Z:800007:1644:1547:1778191140', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-04-07T21:59:00.100063669Z","sent_at":"2026-04-07T21:59:00.100064786Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31345,"trb_user_id":"T-31345","telegram_user_id":800007,"telegram_username":"otto_m","channel_id":614,"channel_name":"Circle","expires_at":"2026-05-07T21:59:00.305733Z","type":"regular"}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (29, 'new_subscription:2026-04-07T21:59:00.100065903Z:800008:1644:1547:1778191140', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-04-07T21:59:00.100065903Z","sent_at":"2026-04-07T21:59:00.10006702Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31346,"trb_user_id":"T-31346","telegram_user_id":800008,"telegram_username":"lena_yo","channel_id":614,"channel_name":"Circle","expires_at":"2026-05-07T21:59:00.305733Z","type":"regular"}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (30, 'new_subscription:2026-04-07T21:59:00.100068137Z:800009:1644:1547:1778191140', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-04-07T21:59:00.100068137Z","sent_at":"2026-04-07T21:59:00.100069254Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31347,"trb_user_id":"T-31347","telegram_user_id":800009,"telegram_username":"gina_gift","channel_id":614,"channel_name":"Circle","expires_at":"2026-05-07T21:59:00.305733Z","type":"gift"}}' AS BLOB), '42425302122bb091f8a98763501e828e', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (31, 'new_subscription:2026-04-07T21:59:00.100070371Z:800010:1644:1547:1776203940', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-04-07T21:59:00.100070371Z","sent_at":"2026-04-07T21:59:00.100071488Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31348,"trb_user_id":"T-31348","telegram_user_id":800010,"channel_id":614,"channel_name":"Circle","expires_at":"2026-04-14T21:59:00.305733Z","type":"trial"}}' AS BLOB), 'a0b99b49663741bc55641cad096c5a97', 'applied', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (32, 'new_subscription:2026-04-07T21:59:00.100072605Z:800012:1701:1602:1778191140', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-04-07T21:59:00.100072605Z","sent_at":"2026-04-07T21:59:00.100073722Z","payload":{"subscription_name":"Donors","subscription_id":1701,"period_id":1602,"period":"monthly","price":300,"amount":270,"currency":"usd","user_id":31349,"trb_user_id":"T-31349","telegram_user_id":800012,"channel_id":616,"channel_name":null,"expires_at":"2026-05-07T21:59:00.305733Z","type":"regular"}}' AS BLOB), '6a9cc589fa74efbba3ae7cb86f81c773', 'ignored', NULL, 1, 1775599140, 1775599140);
INSERT INTO webhook_events VALUES (33, 'new_digital_product:purchase:78923', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-14T21:59:00.100074839Z","sent_at":"2026-04-14T21:59:00.100075956Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31350,"trb_user_id":"T-31350","telegram_user_id":800002,"telegram_username":"ivan_s","purchase_id":78923,"transaction_id":234633,"purchase_created_at":"2026-04-14T21:59:00.100074839Z"}}' AS BLOB), '2df3eb811b04a68fa802dc4126b3fc7b', 'applied', NULL, 1, 1776203940, 1776203940);
INSERT INTO webhook_events VALUES (34, 'new_digital_product:purchase:78924', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-14T21:59:00.100077073Z","sent_at":"2026-04-14T21:59:00.10007819Z","payload":{"product_id":540,"product_name":"VPN Access - 1 Month","amount":500,"currency":"usd","user_id":31338,"trb_user_id":"T-31338","telegram_user_id":800035,"telegram_username":"reader_800035","purchase_id":78924,"transaction_id":234636,"purchase_created_at":"2026-04-14T21:59:00.100077073Z"}}' AS BLOB), 'eb27137bf8a9a855d3f34e14d5113a9b', 'applied', NULL, 1, 1776203940, 1776203940);
INSERT INTO webhook_events VALUES (35, 'new_digital_product:purchase:78925', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-14T21:59:00.100079307Z","sent_at":"2026-04-14T21:59:00.100080424Z","payload":{"product_id":540,"product_name":"VPN Access - 1 Month","amount":500,"currency":"usd","user_id":31339,"trb_user_id":"T-31339","telegram_user_id":800036,"telegram_username":"reader_800036","purchase_id":78925,"transaction_id":234639,"purchase_created_at":"2026-04-14T21:59:00.100079307Z"}}' AS BLOB), '177af70d479ded0b141392bbcc9cefd8', 'applied', NULL, 1, 1776203940, 1776203940);
INSERT INTO webhook_events VALUES (36, 'new_digital_product:purchase:78926', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-14T21:59:00.100081541Z","sent_at":"2026-04-14T21:59:00.100082658Z","payload":{"product_id":540,"product_name":"VPN Access - 1 Month","amount":500,"currency":"usd","user_id":31341,"trb_user_id":"T-31341","telegram_user_id":800037,"telegram_username":"reader_800037","purchase_id":78926,"transaction_id":234642,"purchase_created_at":"2026-04-14T21:59:00.100081541Z"}}' AS BLOB), '371c845108b696ccef77266794b634a9', 'applied', NULL, 1, 1776203940, 1776203940);
INSERT INTO webhook_events VALUES (37, 'new_digital_product:purchase:78927', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-14T21:59:00.100083775Z","sent_at":"2026-04-14T21:59:00.100084892Z","payload":{"product_id":540,"product_name":"VPN Access - 1 Month","amount":500,"currency":"usd","user_id":31351,"trb_user_id":"T-31351","telegram_user_id":800038,"telegram_username":"reader_800038","purchase_id":78927,"transaction_id":234645,"purchase_created_at":"2026-04-14T21:59:00.100083775Z"}}' AS BLOB), '29392cc323223b21e6d161cb4c1487c2', 'applied', NULL, 1, 1776203940, 1776203940);
INSERT INTO webhook_events VALUES (38, 'new_digital_product:purchase:78928', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-14T21:59:00.100086009Z","sent_at":"2026-04-14T21:59:00.100087126Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31328,"trb_user_id":"T-31328","telegram_user_id":700001,"telegram_username":"alice_brown","purchase_id":78928,"transaction_id":234648,"purchase_created_at":"2026-04-14T21:59:00.100086009Z"}}' AS BLOB), '9362fe9f8231cfa2cace6ddfd64c414d', 'applied', NULL, 1, 1776203940, 1776203940);
INSERT INTO webhook_events VALUES (39, 'renewed_subscription:2026-04-14T21:59:00.100088243Z:800007:1644:1547:1780869540', 'renewed_subscription', CAST('{"name":"renewed_subscription","created_at":"2026-04-14T21:59:00.100088243Z","sent_at":"2026-04-14T21:59:00.10008936Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31345,"trb_user_id":"T-31345","telegram_user_id":800007,"telegram_username":"otto_m","channel_id":614,"channel_name":"Circle","expires_at":"2026-06-07T21:59:00.305733Z","type":"regular"}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1776203940, 1776203940);
INSERT INTO webhook_events VALUES (40, 'cancelled_subscription:2026-04-14T21:59:00.100090477Z:800008:1644:1547:1778191140', 'cancelled_subscription', CAST('{"name":"cancelled_subscription","created_at":"2026-04-14T21:59:00.100090477Z","sent_at":"2026-04-14T21:59:00.100091594Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31346,"trb_user_id":"T-31346","telegram_user_id":800008,"telegram_username":"lena_yo","channel_id":614,"channel_name":"Circle","expires_at":"2026-05-07T21:59:00.305733Z","type":"regular","cancel_reason":""}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1776203940, 1776203940);
INSERT INTO webhook_events VALUES (41, 'new_digital_product:purchase:78929', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-30T21:59:00.100092711Z","sent_at":"2026-04-30T21:59:00.100093828Z","payload":{"product_id":457,"product_name":"Book Club & Library — 3 months","amount":2499,"currency":"usd","user_id":31352,"trb_user_id":"T-31352","telegram_user_id":800018,"telegram_username":"dora_d","purchase_id":78929,"transaction_id":234651,"purchase_created_at":"2026-04-30T21:59:00.100092711Z"}}' AS BLOB), '99fcb6002a0681108fcb8153946c41ef', 'applied', NULL, 1, 1777586340, 1777586340);
INSERT INTO webhook_events VALUES (42, 'new_digital_product:purchase:78930', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-30T21:59:00.100094945Z","sent_at":"2026-04-30T21:59:00.100096062Z","payload":{"product_id":457,"product_name":"Book Club & Library — 3 months","amount":2499,"currency":"usd","user_id":31353,"trb_user_id":"T-31353","telegram_user_id":800019,"telegram_username":"rita_r","purchase_id":78930,"transaction_id":234654,"purchase_created_at":"2026-04-30T21:59:00.100094945Z"}}' AS BLOB), '2241668b4ba0c03e5cfa4c5515464887', 'applied', NULL, 1, 1777586340, 1777586340);
INSERT INTO webhook_events VALUES (43, 'new_digital_product:purchase:78931', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-30T21:59:00.100097179Z","sent_at":"2026-04-30T21:59:00.100098296Z","payload":{"product_id":457,"product_name":"Book Club & Library — 3 months","amount":2499,"currency":"usd","user_id":31354,"trb_user_id":"T-31354","telegram_user_id":800040,"telegram_username":"reader_800040","purchase_id":78931,"transaction_id":234657,"purchase_created_at":"2026-04-30T21:59:00.100097179Z"}}' AS BLOB), '6be18b4adea0c37ad3ce22a64608b5ea', 'applied', NULL, 1, 1777586340, 1777586340);
INSERT INTO webhook_events VALUES (44, 'new_digital_product:purchase:78932', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-04-30T21:59:00.100099413Z","sent_at":"2026-04-30T21:59:00.10010053Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31355,"trb_user_id":"T-31355","telegram_user_id":800014,"telegram_username":"lia_in","purchase_id":78932,"transaction_id":234660,"purchase_created_at":"2026-04-30T21:59:00.100099413Z"}}' AS BLOB), '21887abb6da21b23d8739833bc526289', 'applied', NULL, 1, 1777586340, 1777586340);
INSERT INTO webhook_events VALUES (45, 'new_digital_product:purchase:78933', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.100101647Z","sent_at":"2026-05-12T21:59:00.100102764Z","payload":{"product_id":540,"product_name":"VPN Access - 1 Month","amount":500,"currency":"usd","user_id":31328,"trb_user_id":"T-31328","telegram_user_id":700001,"telegram_username":"alice_brown","purchase_id":78933,"transaction_id":234663,"purchase_created_at":"2026-05-12T21:59:00.100101647Z"}}' AS BLOB), '2f570c4a8599ba8757d3ec95d003ffce', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (46, 'new_digital_product:purchase:78934', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.100103881Z","sent_at":"2026-05-12T21:59:00.100104998Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31356,"trb_user_id":"T-31356","telegram_user_id":800006,"telegram_username":"nora_n","purchase_id":78934,"transaction_id":234666,"purchase_created_at":"2026-05-12T21:59:00.100103881Z"}}' AS BLOB), '45ba1d59761d457bc0cde281d2aee148', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (47, 'digital_product_refunded:purchase:78934', 'digital_product_refunded', CAST('{"name":"digital_product_refunded","created_at":"2026-05-12T21:59:00.100106115Z","sent_at":"2026-05-12T21:59:00.100107232Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31356,"trb_user_id":"T-31356","telegram_user_id":800006,"telegram_username":"nora_n","purchase_id":78934,"transaction_id":234666,"refund_reason":"telegram_refund","refunded_at":"2026-05-12T21:59:00.100106115Z"}}' AS BLOB), '45ba1d59761d457bc0cde281d2aee148', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (48, 'new_digital_product:purchase:78935', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.100108349Z","sent_at":"2026-05-12T21:59:00.100109466Z","payload":{"product_id":513,"product_name":"Книжный клуб «Сова» — 3 месяца","amount":199000,"currency":"rub","user_id":31350,"trb_user_id":"T-31350","telegram_user_id":800002,"telegram_username":"ivan_s","purchase_id":78935,"transaction_id":234669,"purchase_created_at":"2026-05-12T21:59:00.100108349Z"}}' AS BLOB), '3d9d33771199fe90d0e1de65bf2f1ec4', 'held', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (49, 'new_digital_product:purchase:78936', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.100110583Z","sent_at":"2026-05-12T21:59:00.1001117Z","payload":{"product_id":514,"product_name":"Книжный клуб «Сова» — 1 год","amount":649000,"currency":"rub","user_id":31335,"trb_user_id":"T-31335","telegram_user_id":800032,"telegram_username":"reader_800032","purchase_id":78936,"transaction_id":234672,"purchase_created_at":"2026-05-12T21:59:00.100110583Z"}}' AS BLOB), '86a910531f3b428ad27ae73acc096b92', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (50, 'new_digital_product:purchase:91003', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.100112817Z","sent_at":"2026-05-12T21:59:00.100113934Z","payload":{"product_id":456,"amount":-5,"currency":"dollars and cents","telegram_user_id":800003,"telegram_username":"tom_stone","purchase_id":91003}}' AS BLOB), 'db43c6d87f8c2aee75a6388b47c1aa28', 'held', 'amount is wrong; currency is wrong', 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (51, 'unreadable:95957b01223f920f383b79c837cc2d40f959267d6fca8bb3aaef212133e7abde', 'unreadable', CAST('{"name": "new_digital_product", "payload": [' AS BLOB), '', 'held', 'the body is not JSON', 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (52, 'new_digital_product:purchase:78937', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.100116168Z","sent_at":"2026-05-12T21:59:00.100117285Z","payload":{"product_id":540,"product_name":"VPN Access - 1 Month","amount":500,"currency":"usd","trb_user_id":"W-31357","purchase_id":78937,"transaction_id":234675,"purchase_created_at":"2026-05-12T21:59:00.100116168Z"}}' AS BLOB), 'a5ae76c22364e5d71556bd9a099dd0fe', 'held', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (53, 'digital_product_refunded:purchase:78938', 'digital_product_refunded', CAST('{"name":"digital_product_refunded","created_at":"2026-05-12T21:59:00.100119519Z","sent_at":"2026-05-12T21:59:00.100120636Z","payload":{"product_id":457,"product_name":"Book Club & Library — 3 months","amount":2499,"currency":"usd","user_id":31353,"trb_user_id":"T-31353","telegram_user_id":800019,"telegram_username":"rita_r","purchase_id":78938,"transaction_id":234678,"refund_reason":"telegram_refund","refunded_at":"2026-05-12T21:59:00.100119519Z"}}' AS BLOB), '272d9bcbbdae3357e63c102bff44ddf2', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (54, 'new_digital_product:purchase:78938', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.100118402Z","sent_at":"2026-05-12T21:59:00.100121753Z","payload":{"product_id":457,"product_name":"Book Club & Library — 3 months","amount":2499,"currency":"usd","user_id":31353,"trb_user_id":"T-31353","telegram_user_id":800019,"telegram_username":"rita_r","purchase_id":78938,"transaction_id":234678,"purchase_created_at":"2026-05-12T21:59:00.100118402Z"}}' AS BLOB), '272d9bcbbdae3357e63c102bff44ddf2', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (55, 'test:d88a14a830ae6af7e843f58474961c9e', 'test_event', CAST('{"test_event":"test_event"}' AS BLOB), '', 'test', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (56, 'new_donation:2026-05-12T21:59:00.100125104Z:03ebf4a81c4004c686fdb457dac1a19e', 'new_donation', CAST('{"name":"new_donation","created_at":"2026-05-12T21:59:00.100125104Z","sent_at":"2026-05-12T21:59:00.100126221Z","payload":{"donation_name":"Coffee","amount":300,"currency":"eur"}}' AS BLOB), '', 'ignored', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (57, 'digital_product_refunded:2026-05-12T21:59:00.100127338Z:800001:456:777', 'digital_product_refunded', CAST('{"name":"digital_product_refunded","created_at":"2026-05-12T21:59:00.100127338Z","sent_at":"2026-05-12T21:59:00.100128455Z","payload":{"product_id":456,"amount":777,"currency":"usd","telegram_user_id":800001,"refund_reason":"telegram_refund"}}' AS BLOB), '951df58750c180910f4ca4753a7b3799', 'held', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (58, 'digital_product_refunded:2026-05-12T21:59:00.100129572Z:800001:559:777', 'digital_product_refunded', CAST('{"name":"digital_product_refunded","created_at":"2026-05-12T21:59:00.100129572Z","sent_at":"2026-05-12T21:59:00.100130689Z","payload":{"product_id":559,"amount":777,"currency":"usd","telegram_user_id":800001,"refund_reason":"telegram_refund"}}' AS BLOB), 'c10e4aa277aa6aeb8d97fa5f6bf082e3', 'ignored', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (59, 'new_digital_product:purchase:78939', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.100131806Z","sent_at":"2026-05-12T21:59:00.100132923Z","payload":{"product_id":561,"product_name":"Audio: how to read <slowly>","amount":700,"currency":"eur","trb_user_id":"W-31358","purchase_id":78939,"transaction_id":234681,"purchase_created_at":"2026-05-12T21:59:00.100131806Z"}}' AS BLOB), '413b288045d302b6d80203b28b0ec13a', 'held', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (60, 'new_subscription:2026-05-12T21:59:00.10013404Z:800038:1644:1547:1781301540', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-05-12T21:59:00.10013404Z","sent_at":"2026-05-12T21:59:00.100135157Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31351,"trb_user_id":"T-31351","telegram_user_id":800038,"telegram_username":"reader_800038","channel_id":614,"channel_name":"Circle","expires_at":"2026-06-12T21:59:00.305733Z","type":"gift"}}' AS BLOB), '42425302122bb091f8a98763501e828e', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (61, 'new_subscription:2026-05-12T21:59:00.100136274Z:800039:1644:1547:1779227940', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-05-12T21:59:00.100136274Z","sent_at":"2026-05-12T21:59:00.100137391Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31359,"trb_user_id":"T-31359","telegram_user_id":800039,"telegram_username":"reader_800039","channel_id":614,"channel_name":"Circle","expires_at":"2026-05-19T21:59:00.305733Z","type":"trial"}}' AS BLOB), 'a0b99b49663741bc55641cad096c5a97', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (62, 'renewed_subscription:2026-05-12T21:59:00.100138508Z:800039:1644:1547:1781906340', 'renewed_subscription', CAST('{"name":"renewed_subscription","created_at":"2026-05-12T21:59:00.100138508Z","sent_at":"2026-05-12T21:59:00.100139625Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31359,"trb_user_id":"T-31359","telegram_user_id":800039,"telegram_username":"reader_800039","channel_id":614,"channel_name":"Circle","expires_at":"2026-06-19T21:59:00.305733Z","type":"regular"}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (63, 'renewed_subscription:2026-05-12T21:59:00.100140742Z:800007:1644:1547:1783461540', 'renewed_subscription', CAST('{"name":"renewed_subscription","created_at":"2026-05-12T21:59:00.100140742Z","sent_at":"2026-05-12T21:59:00.100141859Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31345,"trb_user_id":"T-31345","telegram_user_id":800007,"telegram_username":"otto_m","channel_id":614,"channel_name":"Circle","expires_at":"2026-07-07T21:59:00.305733Z","type":"regular"}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (64, 'cancelled_subscription:2026-05-12T21:59:00.100142976Z:800007:1644:1547:1783461540', 'cancelled_subscription', CAST('{"name":"cancelled_subscription","created_at":"2026-05-12T21:59:00.100142976Z","sent_at":"2026-05-12T21:59:00.100144093Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31345,"trb_user_id":"T-31345","telegram_user_id":800007,"telegram_username":"otto_m","channel_id":614,"channel_name":"Circle","expires_at":"2026-07-07T21:59:00.305733Z","type":"regular","cancel_reason":""}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (65, 'new_subscription:2026-05-12T21:59:00.10014521Z:800040:1644:1547:1781301540', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-05-12T21:59:00.10014521Z","sent_at":"2026-05-12T21:59:00.100146327Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31354,"trb_user_id":"T-31354","telegram_user_id":800040,"telegram_username":"reader_800040","channel_id":614,"channel_name":"Circle","expires_at":"2026-06-12T21:59:00.305733Z","type":"regular"}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (66, 'cancelled_subscription:2026-05-12T21:59:00.100147444Z:800040:1644:1547:1781301540', 'cancelled_subscription', CAST('{"name":"cancelled_subscription","created_at":"2026-05-12T21:59:00.100147444Z","sent_at":"2026-05-12T21:59:00.100148561Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31354,"trb_user_id":"T-31354","telegram_user_id":800040,"telegram_username":"reader_800040","channel_id":614,"channel_name":"Circle","expires_at":"2026-06-12T21:59:00.305733Z","type":"regular","cancel_reason":"too dear"}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (67, 'new_subscription:2026-05-12T21:59:00.100149678Z:800008:1644:1547:1781301540', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-05-12T21:59:00.100149678Z","sent_at":"2026-05-12T21:59:00.100150795Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31346,"trb_user_id":"T-31346","telegram_user_id":800008,"telegram_username":"lena_yo","channel_id":614,"channel_name":"Circle","expires_at":"2026-06-12T21:59:00.305733Z","type":"regular"}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (68, 'renewed_subscription:2026-05-12T21:59:00.100151912Z:800008:1644:1547:1783893540', 'renewed_subscription', CAST('{"name":"renewed_subscription","created_at":"2026-05-12T21:59:00.100151912Z","sent_at":"2026-05-12T21:59:00.100153029Z","payload":{"subscription_name":"Book Club: the circle","subscription_id":1644,"period_id":1547,"period":"monthly","price":1000,"amount":900,"currency":"eur","user_id":31346,"trb_user_id":"T-31346","telegram_user_id":800008,"telegram_username":"lena_yo","channel_id":614,"channel_name":"Circle","expires_at":"2026-07-12T21:59:00.305733Z","type":"regular"}}' AS BLOB), 'b335971d6970f7a6b45daf777802aae5', 'applied', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (69, 'new_subscription:2026-05-12T21:59:00.100154146Z:800011:1700:1601:1781301540', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-05-12T21:59:00.100154146Z","sent_at":"2026-05-12T21:59:00.100155263Z","payload":{"subscription_name":"Клуб «Сова»: круг","subscription_id":1700,"period_id":1601,"period":"monthly","price":49000,"amount":44100,"currency":"rub","user_id":31360,"trb_user_id":"T-31360","telegram_user_id":800011,"telegram_username":"uma_roy","channel_id":615,"channel_name":"Сова","expires_at":"2026-06-12T21:59:00.305733Z","type":"regular"}}' AS BLOB), 'ec6c9c5fe05657b4f0a72f324f65c8d4', 'held', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (70, 'new_subscription:2026-05-12T21:59:00.10015638Z:800012:1702:1603:1781301540', 'new_subscription', CAST('{"name":"new_subscription","created_at":"2026-05-12T21:59:00.10015638Z","sent_at":"2026-05-12T21:59:00.100157497Z","payload":{"subscription_name":"Somebody else''s","subscription_id":1702,"period_id":1603,"period":"monthly","price":300,"amount":270,"currency":"usd","user_id":31349,"trb_user_id":"T-31349","telegram_user_id":800012,"channel_id":617,"channel_name":"Else","expires_at":"2026-06-12T21:59:00.305733Z","type":"regular"}}' AS BLOB), '6a9cc589fa74efbba3ae7cb86f81c773', 'ignored', NULL, 1, 1778623140, 1778623140);
INSERT INTO webhook_events VALUES (71, 'new_digital_product:purchase:78940', 'new_digital_product', CAST('{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.100158614Z","sent_at":"2026-05-12T21:59:00.100159731Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":999,"currency":"usd","user_id":31361,"trb_user_id":"T-31361","telegram_user_id":800020,"telegram_username":"kira_k","purchase_id":78940,"transaction_id":234684,"purchase_created_at":"2026-05-12T21:59:00.100158614Z"}}' AS BLOB), '585512d18f71c9c04f867910d9390e27', 'applied', NULL, 1, 1778623140, 1778623140);

CREATE TABLE event_conflicts (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES webhook_events (id),
    facts_digest TEXT NOT NULL,
    body BLOB NOT NULL,
    seen_at INTEGER NOT NULL,
    UNIQUE (event_id, facts_digest)
) STRICT;
INSERT INTO event_conflicts VALUES (1, 1, 'c8517cf29909763cb2405dea4efa1993', CAST('{"name":"new_digital_product","created_at":"2026-04-07T21:59:00.100001117Z","sent_at":"2026-05-12T21:59:00.10012287Z","payload":{"product_id":456,"product_name":"Book Club & Library — 1 month","amount":1000,"currency":"usd","user_id":31327,"trb_user_id":"T-31327","telegram_user_id":800001,"telegram_username":"masha_reads","purchase_id":78901,"transaction_id":234567,"purchase_created_at":"2026-04-07T21:59:00.100001117Z"}}' AS BLOB), 1778623140);

CREATE TABLE purchases (
    id INTEGER PRIMARY KEY,
    purchase_id INTEGER UNIQUE CHECK (purchase_id > 0),
    event_id INTEGER NOT NULL REFERENCES webhook_events (id),
    status TEXT NOT NULL CHECK (status IN ('applied', 'held', 'refunded', 'dismissed')),
    held_reason TEXT CHECK (held_reason IN ('unreadable', 'no_buyer', 'unbound')),
    telegram_user_id INTEGER REFERENCES people (telegram_user_id),
    telegram_username TEXT,
    trb_user_id TEXT,
    product_id INTEGER CHECK (product_id > 0),
    product_name TEXT,
    amount_minor INTEGER CHECK (amount_minor >= 0),
    currency TEXT,
    transaction_id INTEGER,
    purchased_at INTEGER,
    received_at INTEGER NOT NULL,
    settled_at INTEGER,
    refunded_at INTEGER,
    refund_reason TEXT,
    dismissed_by INTEGER,
    dismissed_reason TEXT,
    CHECK ((status = 'held') = (held_reason IS NOT NULL)),
    CHECK (status <> 'applied' OR telegram_user_id IS NOT NULL),
    CHECK (status <> 'dismissed' OR dismissed_by IS NOT NULL)
) STRICT;
INSERT INTO purchases VALUES (1, 78901, 1, 'applied', NULL, 800001, 'masha_reads', 'T-31327', 456, 'Book Club & Library — 1 month', 999, 'USD', 234567, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (2, 78902, 2, 'applied', NULL, 700001, 'alice_brown', 'T-31328', 457, 'Book Club & Library — 3 months', 2499, 'USD', 234570, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (3, 78903, 3, 'applied', NULL, 800003, 'tom_stone', 'T-31329', 459, 'Book Club & Library — lifetime', 19900, 'USD', 234573, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (4, 78904, 4, 'applied', NULL, 800004, NULL, 'T-31330', 458, 'Book Club & Library — 1 year', 7999, 'USD', 234576, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (5, 78905, 5, 'applied', NULL, 800005, 'eve_blocks', 'T-31331', 456, 'Book Club & Library — 1 month', 999, 'USD', 234579, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (6, 78906, 6, 'applied', NULL, 800005, 'eve_blocks', 'T-31331', 457, 'Book Club & Library — 3 months', 2499, 'USD', 234582, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (7, 78907, 7, 'applied', NULL, 700002, NULL, 'T-31332', 456, 'Book Club & Library — 1 month', 999, 'USD', 234585, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (8, 78908, 8, 'applied', NULL, 800016, 'leo_left', 'T-31333', 456, 'Book Club & Library — 1 month', 999, 'USD', 234588, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (9, 78909, 9, 'applied', NULL, 800031, 'reader_800031', 'T-31334', 456, 'Book Club & Library — 1 month', 999, 'USD', 234591, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (10, 78910, 10, 'applied', NULL, 800032, 'reader_800032', 'T-31335', 456, 'Book Club & Library — 1 month', 999, 'USD', 234594, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (11, 78911, 11, 'applied', NULL, 800033, 'reader_800033', 'T-31336', 456, 'Book Club & Library — 1 month', 999, 'USD', 234597, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (12, 78912, 12, 'applied', NULL, 800034, 'reader_800034', 'T-31337', 456, 'Book Club & Library — 1 month', 999, 'USD', 234600, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (13, 78913, 13, 'applied', NULL, 800035, 'reader_800035', 'T-31338', 456, 'Book Club & Library — 1 month', 999, 'USD', 234603, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (14, NULL, 14, 'applied', NULL, 800036, NULL, NULL, 456, NULL, 999, 'USD', NULL, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (15, 78915, 15, 'applied', NULL, 800006, NULL, 'W-31340', 456, 'Book Club & Library — 1 month', 999, 'USD', 234609, 1775599140, 1775599140, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (16, 78916, 16, 'applied', NULL, 800037, 'reader_800037', 'T-31341', 512, 'Книжный клуб «Сова» — 1 месяц', 79000, 'RUB', 234612, 1775599140, 1775599140, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (17, 91001, 17, 'applied', NULL, 800038, NULL, NULL, 456, 'Book Club & Library — 1 month', NULL, 'USD', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (18, 91002, 18, 'applied', NULL, 800039, NULL, NULL, NULL, NULL, 500, 'USD', NULL, 1775599140, 1775599140, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (19, 78917, 19, 'dismissed', NULL, NULL, NULL, 'W-31342', 560, 'Reading list “100 short novels”', 300, 'USD', 234615, 1775599140, 1775599140, NULL, NULL, NULL, 700004, 'paid twice: returned at the bank; =1+1');
INSERT INTO purchases VALUES (20, 78918, 20, 'refunded', NULL, 700003, 'olga_w', 'T-31343', 456, 'Book Club & Library — 1 month', 999, 'USD', 234618, 1775599140, 1775599140, NULL, 1775599140, 'Refunded by an admin through the API', NULL, NULL);
INSERT INTO purchases VALUES (21, 78919, 22, 'applied', NULL, 700003, 'olga_w', 'T-31343', 457, 'Book Club & Library — 3 months', 2499, 'USD', 234621, 1775599140, 1775599140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (22, 78920, 23, 'refunded', NULL, 700003, 'olga_w', 'T-31343', 540, 'VPN Access - 1 Month', 500, 'USD', 234624, 1775599140, 1775599140, NULL, 1775599140, 'Refunded by an admin through the API', NULL, NULL);
INSERT INTO purchases VALUES (23, 78921, 24, 'refunded', NULL, 800003, 'tom_stone', 'T-31329', 457, 'Book Club & Library — 3 months', 2499, 'USD', 234627, 1775599140, 1775599140, NULL, 1775599140, 'telegram_refund', NULL, NULL);
INSERT INTO purchases VALUES (24, 78922, 27, 'applied', NULL, 800006, NULL, 'W-31344', 456, 'Book Club & Library — 1 month', 999, 'USD', 234630, 1775599140, 1775599140, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (25, 78923, 33, 'applied', NULL, 800002, 'ivan_s', 'T-31350', 456, 'Book Club & Library — 1 month', 999, 'USD', 234633, 1776203940, 1776203940, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (26, 78924, 34, 'applied', NULL, 800035, 'reader_800035', 'T-31338', 540, 'VPN Access - 1 Month', 500, 'USD', 234636, 1776203940, 1776203940, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (27, 78925, 35, 'applied', NULL, 800036, 'reader_800036', 'T-31339', 540, 'VPN Access - 1 Month', 500, 'USD', 234639, 1776203940, 1776203940, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (28, 78926, 36, 'applied', NULL, 800037, 'reader_800037', 'T-31341', 540, 'VPN Access - 1 Month', 500, 'USD', 234642, 1776203940, 1776203940, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (29, 78927, 37, 'applied', NULL, 800038, 'reader_800038', 'T-31351', 540, 'VPN Access - 1 Month', 500, 'USD', 234645, 1776203940, 1776203940, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (30, 78928, 38, 'applied', NULL, 700001, 'alice_brown', 'T-31328', 456, 'Book Club & Library — 1 month', 999, 'USD', 234648, 1776203940, 1776203940, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (31, 78929, 41, 'applied', NULL, 800018, 'dora_d', 'T-31352', 457, 'Book Club & Library — 3 months', 2499, 'USD', 234651, 1777586340, 1777586340, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (32, 78930, 42, 'applied', NULL, 800019, 'rita_r', 'T-31353', 457, 'Book Club & Library — 3 months', 2499, 'USD', 234654, 1777586340, 1777586340, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (33, 78931, 43, 'applied', NULL, 800040, 'reader_800040', 'T-31354', 457, 'Book Club & Library — 3 months', 2499, 'USD', 234657, 1777586340, 1777586340, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (34, 78932, 44, 'applied', NULL, 800014, 'lia_in', 'T-31355', 456, 'Book Club & Library — 1 month', 999, 'USD', 234660, 1777586340, 1777586340, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (35, 78933, 45, 'applied', NULL, 700001, 'alice_brown', 'T-31328', 540, 'VPN Access - 1 Month', 500, 'USD', 234663, 1778623140, 1778623140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (36, 78934, 46, 'refunded', NULL, 800006, 'nora_n', 'T-31356', 456, 'Book Club & Library — 1 month', 999, 'USD', 234666, 1778623140, 1778623140, NULL, 1778623140, 'telegram_refund', NULL, NULL);
INSERT INTO purchases VALUES (37, 78935, 48, 'held', 'unbound', 800002, 'ivan_s', 'T-31350', 513, 'Книжный клуб «Сова» — 3 месяца', 199000, 'RUB', 234669, 1778623140, 1778623140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (38, 78936, 49, 'applied', NULL, 800032, 'reader_800032', 'T-31335', 514, 'Книжный клуб «Сова» — 1 год', 649000, 'RUB', 234672, 1778623140, 1778623140, 1778623140, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (39, 91003, 50, 'held', 'unreadable', 800003, 'tom_stone', NULL, 456, NULL, NULL, NULL, NULL, 1778623140, 1778623140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (40, NULL, 51, 'held', 'unreadable', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1778623140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (41, 78937, 52, 'held', 'no_buyer', NULL, NULL, 'W-31357', 540, 'VPN Access - 1 Month', 500, 'USD', 234675, 1778623140, 1778623140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (42, 78938, 53, 'refunded', NULL, 800019, 'rita_r', 'T-31353', 457, 'Book Club & Library — 3 months', 2499, 'USD', 234678, 1778623140, 1778623140, NULL, 1778623140, 'telegram_refund', NULL, NULL);
INSERT INTO purchases VALUES (43, 78939, 59, 'held', 'unbound', 800037, NULL, 'W-31358', 561, 'Audio: how to read <slowly>', 700, 'EUR', 234681, 1778623140, 1778623140, NULL, NULL, NULL, NULL, NULL);
INSERT INTO purchases VALUES (44, 78940, 71, 'applied', NULL, 800020, 'kira_k', 'T-31361', 456, 'Book Club & Library — 1 month', 999, 'USD', 234684, 1778623140, 1778623140, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE unmatched_refunds (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL UNIQUE REFERENCES webhook_events (id),
    telegram_user_id INTEGER,
    product_id INTEGER,
    product_name TEXT,
    amount_minor INTEGER,
    currency TEXT,
    refund_reason TEXT,
    refunded_at INTEGER NOT NULL,
    purchase_row INTEGER REFERENCES purchases (id),
    closed_by INTEGER,
    closed_reason TEXT,
    closed_at INTEGER,
    CHECK ((closed_at IS NOT NULL) = (purchase_row IS NOT NULL OR closed_by IS NOT NULL))
) STRICT;
INSERT INTO unmatched_refunds VALUES (1, 25, 800003, 457, NULL, 2499, 'USD', 'telegram_refund', 1775599140, 23, NULL, NULL, 1775599140);
INSERT INTO unmatched_refunds VALUES (2, 26, 800003, 458, NULL, 2499, 'USD', 'telegram_refund', 1775599140, NULL, 700004, 'it was somebody else''s', 1775599140);
INSERT INTO unmatched_refunds VALUES (3, 57, 800001, 456, NULL, 777, 'USD', 'telegram_refund', 1778623140, NULL, NULL, NULL, NULL);
INSERT INTO unmatched_refunds VALUES (4, 58, 800001, 559, NULL, 777, 'USD', 'telegram_refund', 1778623140, NULL, 700004, 'not ours', 1778623140);

CREATE TABLE grants (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    source TEXT NOT NULL CHECK (source IN ('purchase', 'admin', 'tribute_subscription')),
    purchase_row INTEGER UNIQUE REFERENCES purchases (id),
    tariff_id INTEGER REFERENCES tariffs (id),
    months INTEGER NOT NULL CHECK (months >= 0),
    days INTEGER NOT NULL CHECK (days >= 0),
    lifetime INTEGER NOT NULL CHECK (lifetime IN (0, 1)),
    fixed_end_at INTEGER,
    granted_at INTEGER NOT NULL,
    revoked_at INTEGER, revoked_by INTEGER
    CHECK (revoked_by IS NULL OR revoked_at IS NOT NULL), revoked_reason TEXT
    CHECK (revoked_reason IS NULL OR revoked_by IS NOT NULL), recurring_event INTEGER REFERENCES recurring_events (id)
    CHECK ((recurring_event IS NOT NULL) = (source = 'tribute_subscription')),
    CHECK ((source = 'purchase') = (purchase_row IS NOT NULL)),
    CHECK ((fixed_end_at IS NOT NULL) = (months = 0 AND days = 0 AND lifetime = 0))
) STRICT;
INSERT INTO grants VALUES (1, 800001, 'purchase', 1, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (2, 700001, 'purchase', 2, 2, 3, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (3, 800003, 'purchase', 3, 4, 0, 0, 1, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (4, 800004, 'purchase', 4, 3, 12, 0, 0, NULL, 1775599140, 1778623140, 700004, 'broke the rules: “twice”', NULL);
INSERT INTO grants VALUES (5, 800005, 'purchase', 5, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (6, 800005, 'purchase', 6, 2, 3, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (7, 700002, 'purchase', 7, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (8, 800016, 'purchase', 8, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (9, 800031, 'purchase', 9, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (10, 800032, 'purchase', 10, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (11, 800033, 'purchase', 11, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (12, 800034, 'purchase', 12, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (13, 800035, 'purchase', 13, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (14, 800036, 'purchase', 14, 1, 1, 0, 0, NULL, 1775599140, 1778623140, 700004, NULL, NULL);
INSERT INTO grants VALUES (15, 800017, 'admin', NULL, NULL, 0, 10, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (16, 800006, 'admin', NULL, NULL, 3, 0, 0, NULL, 1775599140, 1775599140, 700005, 'по её просьбе', NULL);
INSERT INTO grants VALUES (17, 800015, 'admin', NULL, NULL, 12, 0, 0, NULL, 1775599140, 1777586340, 700004, NULL, NULL);
INSERT INTO grants VALUES (18, 800006, 'purchase', 15, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (19, 800037, 'purchase', 16, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (20, 800038, 'purchase', 17, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (21, 800039, 'purchase', 18, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (22, 700003, 'purchase', 20, 1, 1, 0, 0, NULL, 1775599140, 1775599140, NULL, NULL, NULL);
INSERT INTO grants VALUES (23, 700003, 'purchase', 21, 2, 3, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (24, 700003, 'purchase', 22, 1, 1, 0, 0, NULL, 1775599140, 1775599140, NULL, NULL, NULL);
INSERT INTO grants VALUES (25, 800003, 'purchase', 23, 2, 3, 0, 0, NULL, 1775599140, 1775599140, NULL, NULL, NULL);
INSERT INTO grants VALUES (26, 800006, 'purchase', 24, 1, 1, 0, 0, NULL, 1775599140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (27, 800007, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1778191140, 1775599140, NULL, NULL, NULL, 1);
INSERT INTO grants VALUES (28, 800008, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1778191140, 1775599140, NULL, NULL, NULL, 2);
INSERT INTO grants VALUES (29, 800009, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1778191140, 1775599140, NULL, NULL, NULL, 3);
INSERT INTO grants VALUES (30, 800010, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1776203940, 1775599140, NULL, NULL, NULL, 4);
INSERT INTO grants VALUES (31, 800002, 'purchase', 25, 1, 1, 0, 0, NULL, 1776203940, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (32, 800035, 'purchase', 26, 1, 1, 0, 0, NULL, 1776203940, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (33, 800036, 'purchase', 27, 1, 1, 0, 0, NULL, 1776203940, 1778623140, 700004, NULL, NULL);
INSERT INTO grants VALUES (34, 800037, 'purchase', 28, 1, 1, 0, 0, NULL, 1776203940, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (35, 800038, 'purchase', 29, 1, 1, 0, 0, NULL, 1776203940, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (36, 700001, 'purchase', 30, 1, 1, 0, 0, NULL, 1776203940, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (37, 800007, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1780869540, 1776203940, NULL, NULL, NULL, 6);
INSERT INTO grants VALUES (38, 800008, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1778191140, 1776203940, NULL, NULL, NULL, 7);
INSERT INTO grants VALUES (39, 800018, 'purchase', 31, 2, 3, 0, 0, NULL, 1777586340, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (40, 800019, 'purchase', 32, 2, 3, 0, 0, NULL, 1777586340, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (41, 800040, 'purchase', 33, 2, 3, 0, 0, NULL, 1777586340, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (42, 800014, 'purchase', 34, 1, 1, 0, 0, NULL, 1777586340, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (43, 700001, 'purchase', 35, 1, 1, 0, 0, NULL, 1778623140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (44, 800006, 'purchase', 36, 1, 1, 0, 0, NULL, 1778623140, 1778623140, NULL, NULL, NULL);
INSERT INTO grants VALUES (45, 800032, 'purchase', 38, 3, 12, 0, 0, NULL, 1778623140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (46, 800033, 'admin', NULL, NULL, 1, 0, 0, NULL, 1778623140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (47, 800036, 'admin', NULL, NULL, 0, 14, 0, NULL, 1778623140, NULL, NULL, NULL, NULL);
INSERT INTO grants VALUES (48, 800038, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1781301540, 1778623140, NULL, NULL, NULL, 8);
INSERT INTO grants VALUES (49, 800039, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1779227940, 1778623140, NULL, NULL, NULL, 9);
INSERT INTO grants VALUES (50, 800039, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1781906340, 1778623140, NULL, NULL, NULL, 10);
INSERT INTO grants VALUES (51, 800007, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1783461540, 1778623140, NULL, NULL, NULL, 11);
INSERT INTO grants VALUES (52, 800007, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1783461540, 1778623140, NULL, NULL, NULL, 12);
INSERT INTO grants VALUES (53, 800040, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1781301540, 1778623140, NULL, NULL, NULL, 13);
INSERT INTO grants VALUES (54, 800040, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1781301540, 1778623140, NULL, NULL, NULL, 14);
INSERT INTO grants VALUES (55, 800008, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1781301540, 1778623140, NULL, NULL, NULL, 15);
INSERT INTO grants VALUES (56, 800008, 'tribute_subscription', NULL, NULL, 0, 0, 0, 1783893540, 1778623140, NULL, NULL, NULL, 16);
INSERT INTO grants VALUES (57, 800020, 'purchase', 44, 1, 1, 0, 0, NULL, 1778623140, NULL, NULL, NULL, NULL);

CREATE TABLE subscriptions (
    telegram_user_id INTEGER PRIMARY KEY REFERENCES people (telegram_user_id),
    started_at INTEGER NOT NULL,
    expires_at INTEGER,
    changed_at INTEGER NOT NULL,
    -- When the clock must look at it next; equal to changed_at: not looked at since the change.
    check_at INTEGER
, renews_at INTEGER) STRICT;
INSERT INTO subscriptions VALUES (700001, 1775599140, 1788818340, 1778623140, 1788559140, NULL);
INSERT INTO subscriptions VALUES (700002, 1775599140, 1778191140, 1775599140, NULL, NULL);
INSERT INTO subscriptions VALUES (700003, 1775599140, 1783461540, 1775599140, 1783202340, NULL);
INSERT INTO subscriptions VALUES (800001, 1775599140, 1778191140, 1775599140, NULL, NULL);
INSERT INTO subscriptions VALUES (800002, 1776203940, 1778795940, 1776203940, 1778709540, NULL);
INSERT INTO subscriptions VALUES (800003, 1775599140, NULL, 1775599140, NULL, NULL);
INSERT INTO subscriptions VALUES (800005, 1775599140, 1786139940, 1775599140, 1785880740, NULL);
INSERT INTO subscriptions VALUES (800006, 1775599140, 1780869540, 1778623140, 1780610340, NULL);
INSERT INTO subscriptions VALUES (800007, 1775599140, 1783461540, 1778623140, 1783202340, NULL);
INSERT INTO subscriptions VALUES (800008, 1778623140, 1783893540, 1778623140, 1783894140, 1783893540);
INSERT INTO subscriptions VALUES (800009, 1775599140, 1778191140, 1775599140, NULL, NULL);
INSERT INTO subscriptions VALUES (800010, 1775599140, 1776203940, 1775599140, NULL, 1776203940);
INSERT INTO subscriptions VALUES (800014, 1777586340, 1780178340, 1777586340, 1779919140, NULL);
INSERT INTO subscriptions VALUES (800016, 1775599140, 1778191140, 1775599140, NULL, NULL);
INSERT INTO subscriptions VALUES (800017, 1775599140, 1776463140, 1775599140, NULL, NULL);
INSERT INTO subscriptions VALUES (800018, 1777586340, 1785448740, 1777586340, 1785189540, NULL);
INSERT INTO subscriptions VALUES (800019, 1777586340, 1785448740, 1777586340, 1785189540, NULL);
INSERT INTO subscriptions VALUES (800020, 1778623140, 1781301540, 1778623140, 1781042340, NULL);
INSERT INTO subscriptions VALUES (800031, 1775599140, 1778191140, 1775599140, NULL, NULL);
INSERT INTO subscriptions VALUES (800032, 1778623140, 1810159140, 1778623140, 1809899940, NULL);
INSERT INTO subscriptions VALUES (800033, 1778623140, 1781301540, 1778623140, 1781042340, NULL);
INSERT INTO subscriptions VALUES (800034, 1775599140, 1778191140, 1775599140, NULL, NULL);
INSERT INTO subscriptions VALUES (800035, 1775599140, 1780869540, 1776203940, 1780610340, NULL);
INSERT INTO subscriptions VALUES (800036, 1778623140, 1779832740, 1778623140, 1779573540, NULL);
INSERT INTO subscriptions VALUES (800037, 1775599140, 1780869540, 1776203940, 1780610340, NULL);
INSERT INTO subscriptions VALUES (800038, 1775599140, 1783547940, 1778623140, 1783288740, NULL);
INSERT INTO subscriptions VALUES (800039, 1778623140, 1781906340, 1778623140, 1781906940, 1781906340);
INSERT INTO subscriptions VALUES (800040, 1777586340, 1788127140, 1778623140, 1787867940, NULL);

CREATE TABLE refund_attempts (
    id INTEGER PRIMARY KEY,
    purchase_row INTEGER NOT NULL REFERENCES purchases (id),
    actor_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('calling', 'succeeded', 'rejected', 'unknown', 'not_done')),
    error TEXT,
    created_at INTEGER NOT NULL,
    answered_at INTEGER
) STRICT;
INSERT INTO refund_attempts VALUES (1, 20, 700004, 'succeeded', NULL, 1775599140, 1775599140);
INSERT INTO refund_attempts VALUES (2, 21, 700004, 'rejected', 'refund of purchase 78919: Tribute answered 400 (error_bad_request)', 1775599140, 1775599140);
INSERT INTO refund_attempts VALUES (3, 22, 700004, 'not_done', 'refund of purchase 78920: answer cut off (ServerDisconnectedError)', 1775599140, 1775599140);
INSERT INTO refund_attempts VALUES (4, 22, 700004, 'succeeded', 'refund of purchase 78920: answer cut off (ServerDisconnectedError)', 1775599140, 1775599140);
INSERT INTO refund_attempts VALUES (5, 9, 700004, 'unknown', 'refund of purchase 78909: answer cut off (ServerDisconnectedError)', 1778623140, 1778623140);
INSERT INTO refund_attempts VALUES (6, 13, 700004, 'not_done', 'refund of purchase 78913: answer cut off (ServerDisconnectedError)', 1778623140, 1778623140);
INSERT INTO refund_attempts VALUES (7, 12, 700004, 'calling', NULL, 1778623140, NULL);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    dedupe_key TEXT NOT NULL UNIQUE,
    lane INTEGER NOT NULL CHECK (lane IN (0, 1, 2)),
    kind TEXT NOT NULL,
    chat_id INTEGER NOT NULL,
    subject_id INTEGER,
    detail TEXT,
    state TEXT NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'waiting', 'sent', 'undeliverable', 'cancelled')),
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    error TEXT,
    created_at INTEGER NOT NULL,
    done_at INTEGER
, event_id TEXT) STRICT;
INSERT INTO outbox VALUES (1, 'chat-look:1:1', 0, 'chat-look', -1001700001, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (2, 'chat-look:2:1', 0, 'chat-look', -1001700002, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (3, 'chat-look:3:1', 0, 'chat-look', -1001700003, 3, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (4, 'paid:1', 0, 'paid', 800001, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '715c07aeac21');
INSERT INTO outbox VALUES (5, 'admin-sale:1:700004', 0, 'admin-sale', 700004, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '715c07aeac21');
INSERT INTO outbox VALUES (6, 'admin-sale:1:700005', 0, 'admin-sale', 700005, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '715c07aeac21');
INSERT INTO outbox VALUES (7, 'paid:2', 0, 'paid', 700001, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '4d157d374555');
INSERT INTO outbox VALUES (8, 'admin-sale:2:700004', 0, 'admin-sale', 700004, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '4d157d374555');
INSERT INTO outbox VALUES (9, 'admin-sale:2:700005', 0, 'admin-sale', 700005, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '4d157d374555');
INSERT INTO outbox VALUES (10, 'paid:3', 0, 'paid', 800003, 3, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '42b98d84bbb8');
INSERT INTO outbox VALUES (11, 'admin-sale:3:700004', 0, 'admin-sale', 700004, 3, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '42b98d84bbb8');
INSERT INTO outbox VALUES (12, 'admin-sale:3:700005', 0, 'admin-sale', 700005, 3, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '42b98d84bbb8');
INSERT INTO outbox VALUES (13, 'paid:4', 0, 'paid', 800004, 4, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '925df85f4fbc');
INSERT INTO outbox VALUES (14, 'admin-sale:4:700004', 0, 'admin-sale', 700004, 4, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '925df85f4fbc');
INSERT INTO outbox VALUES (15, 'admin-sale:4:700005', 0, 'admin-sale', 700005, 4, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '925df85f4fbc');
INSERT INTO outbox VALUES (16, 'paid:5', 0, 'paid', 800005, 5, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a96a50b9e789');
INSERT INTO outbox VALUES (17, 'admin-sale:5:700004', 0, 'admin-sale', 700004, 5, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a96a50b9e789');
INSERT INTO outbox VALUES (18, 'admin-sale:5:700005', 0, 'admin-sale', 700005, 5, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a96a50b9e789');
INSERT INTO outbox VALUES (19, 'paid:6', 0, 'paid', 800005, 6, NULL, 'waiting', 1775599140, 0, 'Forbidden: bot was blocked by the user', 1775599140, NULL, '612ebec80f9b');
INSERT INTO outbox VALUES (20, 'admin-sale:6:700004', 0, 'admin-sale', 700004, 6, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '612ebec80f9b');
INSERT INTO outbox VALUES (21, 'admin-sale:6:700005', 0, 'admin-sale', 700005, 6, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '612ebec80f9b');
INSERT INTO outbox VALUES (22, 'paid:7', 0, 'paid', 700002, 7, NULL, 'waiting', 1775599140, 0, 'Forbidden: bot can''t initiate conversation with a user', 1775599140, NULL, '844256237d6e');
INSERT INTO outbox VALUES (23, 'admin-sale:7:700004', 0, 'admin-sale', 700004, 7, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '844256237d6e');
INSERT INTO outbox VALUES (24, 'admin-sale:7:700005', 0, 'admin-sale', 700005, 7, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '844256237d6e');
INSERT INTO outbox VALUES (25, 'paid:8', 0, 'paid', 800016, 8, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '2d012f5cf6c3');
INSERT INTO outbox VALUES (26, 'admin-sale:8:700004', 0, 'admin-sale', 700004, 8, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '2d012f5cf6c3');
INSERT INTO outbox VALUES (27, 'admin-sale:8:700005', 0, 'admin-sale', 700005, 8, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '2d012f5cf6c3');
INSERT INTO outbox VALUES (28, 'paid:9', 0, 'paid', 800031, 9, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'd0319a0ffa55');
INSERT INTO outbox VALUES (29, 'admin-sale:9:700004', 0, 'admin-sale', 700004, 9, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'd0319a0ffa55');
INSERT INTO outbox VALUES (30, 'admin-sale:9:700005', 0, 'admin-sale', 700005, 9, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'd0319a0ffa55');
INSERT INTO outbox VALUES (31, 'paid:10', 0, 'paid', 800032, 10, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '4a9180f7f16c');
INSERT INTO outbox VALUES (32, 'admin-sale:10:700004', 0, 'admin-sale', 700004, 10, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '4a9180f7f16c');
INSERT INTO outbox VALUES (33, 'admin-sale:10:700005', 0, 'admin-sale', 700005, 10, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '4a9180f7f16c');
INSERT INTO outbox VALUES (34, 'paid:11', 0, 'paid', 800033, 11, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'b8946d7d613b');
INSERT INTO outbox VALUES (35, 'admin-sale:11:700004', 0, 'admin-sale', 700004, 11, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'b8946d7d613b');
INSERT INTO outbox VALUES (36, 'admin-sale:11:700005', 0, 'admin-sale', 700005, 11, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'b8946d7d613b');
INSERT INTO outbox VALUES (37, 'paid:12', 0, 'paid', 800034, 12, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '4066bd001b9a');
INSERT INTO outbox VALUES (38, 'admin-sale:12:700004', 0, 'admin-sale', 700004, 12, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '4066bd001b9a');
INSERT INTO outbox VALUES (39, 'admin-sale:12:700005', 0, 'admin-sale', 700005, 12, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '4066bd001b9a');
INSERT INTO outbox VALUES (40, 'paid:13', 0, 'paid', 800035, 13, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '89077228bcd3');
INSERT INTO outbox VALUES (41, 'admin-sale:13:700004', 0, 'admin-sale', 700004, 13, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '89077228bcd3');
INSERT INTO outbox VALUES (42, 'admin-sale:13:700005', 0, 'admin-sale', 700005, 13, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '89077228bcd3');
INSERT INTO outbox VALUES (43, 'paid:14', 0, 'paid', 800036, 14, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '15d7271ee115');
INSERT INTO outbox VALUES (44, 'admin-sale:14:700004', 0, 'admin-sale', 700004, 14, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '15d7271ee115');
INSERT INTO outbox VALUES (45, 'admin-sale:14:700005', 0, 'admin-sale', 700005, 14, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '15d7271ee115');
INSERT INTO outbox VALUES (46, 'granted:15', 0, 'granted', 800017, 15, NULL, 'waiting', 1775599140, 0, 'Forbidden: bot can''t initiate conversation with a user', 1775599140, NULL, NULL);
INSERT INTO outbox VALUES (47, 'granted:16', 0, 'granted', 800006, 16, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (48, 'revoked:800006:1775599140', 0, 'revoked', 800006, NULL, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (49, 'granted:17', 0, 'granted', 800015, 17, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (50, 'chat-access:1:1', 0, 'chat-access', -1001700001, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (51, 'chat-access:2:1', 0, 'chat-access', -1001700001, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (52, 'chat-access:3:1', 0, 'chat-access', -1001700001, 3, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (53, 'chat-access:4:1', 0, 'chat-access', -1001700001, 4, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (54, 'chat-access:5:1', 0, 'chat-access', -1001700002, 5, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (55, 'chat-access:6:1', 0, 'chat-access', -1001700002, 6, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (56, 'admin-held:15:700004', 0, 'admin-held', 700004, 15, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '94f066151575');
INSERT INTO outbox VALUES (57, 'admin-held:15:700005', 0, 'admin-held', 700005, 15, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '94f066151575');
INSERT INTO outbox VALUES (58, 'paid:15', 0, 'paid', 800006, 15, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '94f066151575');
INSERT INTO outbox VALUES (59, 'admin-settled:15:700004', 0, 'admin-settled', 700004, 15, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '94f066151575');
INSERT INTO outbox VALUES (60, 'admin-settled:15:700005', 0, 'admin-settled', 700005, 15, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '94f066151575');
INSERT INTO outbox VALUES (61, 'waiting:16', 0, 'waiting', 800037, 16, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '25079febf7fc');
INSERT INTO outbox VALUES (62, 'admin-held:16:700004', 0, 'admin-held', 700004, 16, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '25079febf7fc');
INSERT INTO outbox VALUES (63, 'admin-held:16:700005', 0, 'admin-held', 700005, 16, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '25079febf7fc');
INSERT INTO outbox VALUES (64, 'paid:16', 0, 'paid', 800037, 16, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '25079febf7fc');
INSERT INTO outbox VALUES (65, 'admin-settled:16:700004', 0, 'admin-settled', 700004, 16, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '25079febf7fc');
INSERT INTO outbox VALUES (66, 'admin-settled:16:700005', 0, 'admin-settled', 700005, 16, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '25079febf7fc');
INSERT INTO outbox VALUES (67, 'waiting:17', 0, 'waiting', 800038, 17, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '98e7a45b79af');
INSERT INTO outbox VALUES (68, 'admin-held:17:700004', 0, 'admin-held', 700004, 17, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '98e7a45b79af');
INSERT INTO outbox VALUES (69, 'admin-held:17:700005', 0, 'admin-held', 700005, 17, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '98e7a45b79af');
INSERT INTO outbox VALUES (70, 'paid:17', 0, 'paid', 800038, 17, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '98e7a45b79af');
INSERT INTO outbox VALUES (71, 'admin-settled:17:700004', 0, 'admin-settled', 700004, 17, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '98e7a45b79af');
INSERT INTO outbox VALUES (72, 'admin-settled:17:700005', 0, 'admin-settled', 700005, 17, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '98e7a45b79af');
INSERT INTO outbox VALUES (73, 'waiting:18', 0, 'waiting', 800039, 18, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '0374111e51ba');
INSERT INTO outbox VALUES (74, 'admin-held:18:700004', 0, 'admin-held', 700004, 18, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '0374111e51ba');
INSERT INTO outbox VALUES (75, 'admin-held:18:700005', 0, 'admin-held', 700005, 18, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '0374111e51ba');
INSERT INTO outbox VALUES (76, 'paid:18', 0, 'paid', 800039, 18, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '0374111e51ba');
INSERT INTO outbox VALUES (77, 'admin-settled:18:700004', 0, 'admin-settled', 700004, 18, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '0374111e51ba');
INSERT INTO outbox VALUES (78, 'admin-settled:18:700005', 0, 'admin-settled', 700005, 18, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '0374111e51ba');
INSERT INTO outbox VALUES (79, 'admin-held:19:700004', 0, 'admin-held', 700004, 19, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '58bfe80db197');
INSERT INTO outbox VALUES (80, 'admin-held:19:700005', 0, 'admin-held', 700005, 19, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '58bfe80db197');
INSERT INTO outbox VALUES (81, 'paid:20', 0, 'paid', 700003, 20, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a916022d2c91');
INSERT INTO outbox VALUES (82, 'admin-sale:20:700004', 0, 'admin-sale', 700004, 20, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a916022d2c91');
INSERT INTO outbox VALUES (83, 'admin-sale:20:700005', 0, 'admin-sale', 700005, 20, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a916022d2c91');
INSERT INTO outbox VALUES (84, 'refunded:20', 0, 'refunded', 700003, 20, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a916022d2c91');
INSERT INTO outbox VALUES (85, 'admin-refund:20:700005', 0, 'admin-refund', 700005, 20, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a916022d2c91');
INSERT INTO outbox VALUES (86, 'paid:21', 0, 'paid', 700003, 21, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'def510952d1c');
INSERT INTO outbox VALUES (87, 'admin-sale:21:700004', 0, 'admin-sale', 700004, 21, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'def510952d1c');
INSERT INTO outbox VALUES (88, 'admin-sale:21:700005', 0, 'admin-sale', 700005, 21, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'def510952d1c');
INSERT INTO outbox VALUES (89, 'paid:22', 0, 'paid', 700003, 22, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '75bee7e6a585');
INSERT INTO outbox VALUES (90, 'admin-sale:22:700004', 0, 'admin-sale', 700004, 22, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '75bee7e6a585');
INSERT INTO outbox VALUES (91, 'admin-sale:22:700005', 0, 'admin-sale', 700005, 22, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '75bee7e6a585');
INSERT INTO outbox VALUES (92, 'admin-refund-unknown:3:700005', 0, 'admin-refund-unknown', 700005, 3, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (93, 'admin-refund-unknown:4:700005', 0, 'admin-refund-unknown', 700005, 4, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (94, 'refunded:22', 0, 'refunded', 700003, 22, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '75bee7e6a585');
INSERT INTO outbox VALUES (95, 'admin-refund:22:700005', 0, 'admin-refund', 700005, 22, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '75bee7e6a585');
INSERT INTO outbox VALUES (96, 'paid:23', 0, 'paid', 800003, 23, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'f827336ceb7b');
INSERT INTO outbox VALUES (97, 'admin-sale:23:700004', 0, 'admin-sale', 700004, 23, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'f827336ceb7b');
INSERT INTO outbox VALUES (98, 'admin-sale:23:700005', 0, 'admin-sale', 700005, 23, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'f827336ceb7b');
INSERT INTO outbox VALUES (99, 'admin-unmatched:1:700004', 0, 'admin-unmatched', 700004, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '463eb3bda14c');
INSERT INTO outbox VALUES (100, 'admin-unmatched:1:700005', 0, 'admin-unmatched', 700005, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '463eb3bda14c');
INSERT INTO outbox VALUES (101, 'admin-unmatched:2:700004', 0, 'admin-unmatched', 700004, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'b8423cbc2cde');
INSERT INTO outbox VALUES (102, 'admin-unmatched:2:700005', 0, 'admin-unmatched', 700005, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'b8423cbc2cde');
INSERT INTO outbox VALUES (103, 'refunded:23', 0, 'refunded', 800003, 23, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'f827336ceb7b');
INSERT INTO outbox VALUES (104, 'admin-refund:23:700004', 0, 'admin-refund', 700004, 23, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'f827336ceb7b');
INSERT INTO outbox VALUES (105, 'admin-refund:23:700005', 0, 'admin-refund', 700005, 23, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'f827336ceb7b');
INSERT INTO outbox VALUES (106, 'admin-held:24:700004', 0, 'admin-held', 700004, 24, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'c48aa4030b4f');
INSERT INTO outbox VALUES (107, 'admin-held:24:700005', 0, 'admin-held', 700005, 24, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'c48aa4030b4f');
INSERT INTO outbox VALUES (108, 'admin-claim:1:700004', 0, 'admin-claim', 700004, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (109, 'admin-claim:1:700005', 0, 'admin-claim', 700005, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (110, 'paid:24', 0, 'paid', 800006, 24, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'c48aa4030b4f');
INSERT INTO outbox VALUES (111, 'admin-settled:24:700004', 0, 'admin-settled', 700004, 24, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'c48aa4030b4f');
INSERT INTO outbox VALUES (112, 'admin-settled:24:700005', 0, 'admin-settled', 700005, 24, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'c48aa4030b4f');
INSERT INTO outbox VALUES (113, 'admin-claim:2:700004', 0, 'admin-claim', 700004, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (114, 'admin-claim:2:700005', 0, 'admin-claim', 700005, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (115, 'claim-denied:2', 0, 'claim-denied', 800008, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (116, 'admin-recurring-unbound:1644:700004', 0, 'admin-recurring-unbound', 700004, 1644, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '0964f3140e6a');
INSERT INTO outbox VALUES (117, 'admin-recurring-unbound:1644:700005', 0, 'admin-recurring-unbound', 700005, 1644, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '0964f3140e6a');
INSERT INTO outbox VALUES (118, 'recurring-started:1', 0, 'recurring-started', 800007, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, '0964f3140e6a');
INSERT INTO outbox VALUES (119, 'recurring-started:2', 0, 'recurring-started', 800008, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a9de79d14c3b');
INSERT INTO outbox VALUES (120, 'admin-recurring-new:2:700004', 0, 'admin-recurring-new', 700004, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a9de79d14c3b');
INSERT INTO outbox VALUES (121, 'admin-recurring-new:2:700005', 0, 'admin-recurring-new', 700005, 2, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'a9de79d14c3b');
INSERT INTO outbox VALUES (122, 'recurring-started:3', 0, 'recurring-started', 800009, 3, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'eb5b0a842d67');
INSERT INTO outbox VALUES (123, 'admin-recurring-new:3:700004', 0, 'admin-recurring-new', 700004, 3, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'eb5b0a842d67');
INSERT INTO outbox VALUES (124, 'admin-recurring-new:3:700005', 0, 'admin-recurring-new', 700005, 3, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'eb5b0a842d67');
INSERT INTO outbox VALUES (125, 'recurring-started:4', 0, 'recurring-started', 800010, 4, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'e27d5235f5a8');
INSERT INTO outbox VALUES (126, 'admin-recurring-new:4:700004', 0, 'admin-recurring-new', 700004, 4, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'e27d5235f5a8');
INSERT INTO outbox VALUES (127, 'admin-recurring-new:4:700005', 0, 'admin-recurring-new', 700005, 4, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'e27d5235f5a8');
INSERT INTO outbox VALUES (128, 'admin-recurring-unbound:1701:700004', 0, 'admin-recurring-unbound', 700004, 1701, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'aad5536bda6d');
INSERT INTO outbox VALUES (129, 'admin-recurring-unbound:1701:700005', 0, 'admin-recurring-unbound', 700005, 1701, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, 'aad5536bda6d');
INSERT INTO outbox VALUES (130, 'broadcast:1:700001', 2, 'broadcast', 700001, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (131, 'broadcast:1:700003', 2, 'broadcast', 700003, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (132, 'broadcast:1:700004', 2, 'broadcast', 700004, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (133, 'broadcast:1:700005', 2, 'broadcast', 700005, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (134, 'broadcast:1:800001', 2, 'broadcast', 800001, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (135, 'broadcast:1:800002', 2, 'broadcast', 800002, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (136, 'broadcast:1:800003', 2, 'broadcast', 800003, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (137, 'broadcast:1:800004', 2, 'broadcast', 800004, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (138, 'broadcast:1:800006', 2, 'broadcast', 800006, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (139, 'broadcast:1:800007', 2, 'broadcast', 800007, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (140, 'broadcast:1:800008', 2, 'broadcast', 800008, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (141, 'broadcast:1:800009', 2, 'broadcast', 800009, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (142, 'broadcast:1:800010', 2, 'broadcast', 800010, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (143, 'broadcast:1:800011', 2, 'broadcast', 800011, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (144, 'broadcast:1:800012', 2, 'broadcast', 800012, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (145, 'broadcast:1:800013', 2, 'broadcast', 800013, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (146, 'broadcast:1:800014', 2, 'broadcast', 800014, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (147, 'broadcast:1:800015', 2, 'broadcast', 800015, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (148, 'broadcast:1:800016', 2, 'broadcast', 800016, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (149, 'broadcast:1:800018', 2, 'broadcast', 800018, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (150, 'broadcast:1:800019', 2, 'broadcast', 800019, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (151, 'broadcast:1:800020', 2, 'broadcast', 800020, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (152, 'broadcast:1:800031', 2, 'broadcast', 800031, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (153, 'broadcast:1:800032', 2, 'broadcast', 800032, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (154, 'broadcast:1:800033', 2, 'broadcast', 800033, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (155, 'broadcast:1:800034', 2, 'broadcast', 800034, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (156, 'broadcast:1:800035', 2, 'broadcast', 800035, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (157, 'broadcast:1:800036', 2, 'broadcast', 800036, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (158, 'broadcast:1:800037', 2, 'broadcast', 800037, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (159, 'broadcast:1:800038', 2, 'broadcast', 800038, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (160, 'broadcast:1:800039', 2, 'broadcast', 800039, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (161, 'broadcast:1:800040', 2, 'broadcast', 800040, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (162, 'admin-broadcast:1', 0, 'admin-broadcast', 700004, 1, NULL, 'sent', 1775599140, 1, NULL, 1775599140, 1775599140, NULL);
INSERT INTO outbox VALUES (163, 'admin-restored:1775599200:700004', 0, 'admin-restored', 700004, NULL, NULL, 'sent', 1775599200, 1, NULL, 1775599200, 1775599200, NULL);
INSERT INTO outbox VALUES (164, 'admin-restored:1775599200:700005', 0, 'admin-restored', 700005, NULL, NULL, 'sent', 1775599200, 1, NULL, 1775599200, 1775599200, NULL);
INSERT INTO outbox VALUES (165, 'chat-look:1:2', 0, 'chat-look', -1001700001, 1, NULL, 'sent', 1775599200, 1, NULL, 1775599200, 1775599200, NULL);
INSERT INTO outbox VALUES (166, 'chat-look:2:2', 0, 'chat-look', -1001700002, 2, NULL, 'sent', 1775599200, 1, NULL, 1775599200, 1775599200, NULL);
INSERT INTO outbox VALUES (167, 'chat-look:3:2', 0, 'chat-look', -1001700003, 3, NULL, 'sent', 1775599200, 1, NULL, 1775599200, 1775599200, NULL);
INSERT INTO outbox VALUES (168, 'chat-look:1:3', 0, 'chat-look', -1001700001, 1, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, NULL);
INSERT INTO outbox VALUES (169, 'chat-look:2:3', 0, 'chat-look', -1001700002, 2, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, NULL);
INSERT INTO outbox VALUES (170, 'chat-look:3:3', 0, 'chat-look', -1001700003, 3, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, NULL);
INSERT INTO outbox VALUES (171, 'reminder:800017:1776463140:3 days', 1, 'reminder', 800017, NULL, '{"expires_at": 1776463140}', 'waiting', 1776203940, 0, 'Forbidden: bot can''t initiate conversation with a user', 1776203940, NULL, NULL);
INSERT INTO outbox VALUES (172, 'paid:25', 0, 'paid', 800002, 25, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '358aee130737');
INSERT INTO outbox VALUES (173, 'admin-sale:25:700004', 0, 'admin-sale', 700004, 25, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '358aee130737');
INSERT INTO outbox VALUES (174, 'admin-sale:25:700005', 0, 'admin-sale', 700005, 25, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '358aee130737');
INSERT INTO outbox VALUES (175, 'paid:26', 0, 'paid', 800035, 26, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, 'ffbb3d326dc1');
INSERT INTO outbox VALUES (176, 'admin-sale:26:700004', 0, 'admin-sale', 700004, 26, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, 'ffbb3d326dc1');
INSERT INTO outbox VALUES (177, 'admin-sale:26:700005', 0, 'admin-sale', 700005, 26, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, 'ffbb3d326dc1');
INSERT INTO outbox VALUES (178, 'paid:27', 0, 'paid', 800036, 27, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '9ed8172d913d');
INSERT INTO outbox VALUES (179, 'admin-sale:27:700004', 0, 'admin-sale', 700004, 27, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '9ed8172d913d');
INSERT INTO outbox VALUES (180, 'admin-sale:27:700005', 0, 'admin-sale', 700005, 27, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '9ed8172d913d');
INSERT INTO outbox VALUES (181, 'paid:28', 0, 'paid', 800037, 28, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '3624343008b2');
INSERT INTO outbox VALUES (182, 'admin-sale:28:700004', 0, 'admin-sale', 700004, 28, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '3624343008b2');
INSERT INTO outbox VALUES (183, 'admin-sale:28:700005', 0, 'admin-sale', 700005, 28, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '3624343008b2');
INSERT INTO outbox VALUES (184, 'paid:29', 0, 'paid', 800038, 29, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '5bee7e5e3ae3');
INSERT INTO outbox VALUES (185, 'admin-sale:29:700004', 0, 'admin-sale', 700004, 29, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '5bee7e5e3ae3');
INSERT INTO outbox VALUES (186, 'admin-sale:29:700005', 0, 'admin-sale', 700005, 29, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '5bee7e5e3ae3');
INSERT INTO outbox VALUES (187, 'paid:30', 0, 'paid', 700001, 30, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, 'c46550c4a781');
INSERT INTO outbox VALUES (188, 'admin-sale:30:700004', 0, 'admin-sale', 700004, 30, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, 'c46550c4a781');
INSERT INTO outbox VALUES (189, 'admin-sale:30:700005', 0, 'admin-sale', 700005, 30, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, 'c46550c4a781');
INSERT INTO outbox VALUES (190, 'recurring-renewed:6', 0, 'recurring-renewed', 800007, 6, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '66f15ae70db3');
INSERT INTO outbox VALUES (191, 'recurring-cancelled:7', 0, 'recurring-cancelled', 800008, 7, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '677b2891484e');
INSERT INTO outbox VALUES (192, 'admin-recurring-cancelled:7:700004', 0, 'admin-recurring-cancelled', 700004, 7, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '677b2891484e');
INSERT INTO outbox VALUES (193, 'admin-recurring-cancelled:7:700005', 0, 'admin-recurring-cancelled', 700005, 7, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, '677b2891484e');
INSERT INTO outbox VALUES (194, 'chat-knock:7:493389', 1, 'chat-knock', 800014, 7, NULL, 'sent', 1776203940, 1, NULL, 1776203940, 1776203940, NULL);
INSERT INTO outbox VALUES (195, 'chat-look:1:4', 0, 'chat-look', -1001700001, 1, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (196, 'chat-look:2:4', 0, 'chat-look', -1001700002, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (197, 'chat-look:3:4', 0, 'chat-look', -1001700003, 3, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (198, 'chat-access:7:1', 1, 'chat-access', -1001700002, 7, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (199, 'chat-access:4:2', 1, 'chat-access', -1001700001, 4, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (200, 'chat-access:7:2', 1, 'chat-access', -1001700002, 7, NULL, 'cancelled', 1777586340, 1, 'no longer true', 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (201, 'ended:800010:1776203940', 1, 'ended', 800010, NULL, '{"expires_at": 1776203940}', 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (202, 'ended:800017:1776463140', 1, 'ended', 800017, NULL, '{"expires_at": 1776463140}', 'waiting', 1777586340, 0, 'Forbidden: bot can''t initiate conversation with a user', 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (203, 'chat-access:4:3', 1, 'chat-access', -1001700001, 4, NULL, 'cancelled', 1777586340, 1, 'no longer true', 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (204, 'admin-incident:1:700004', 0, 'admin-incident', 700004, 1, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (205, 'admin-incident:1:700005', 0, 'admin-incident', 700005, 1, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (206, 'chat-removed:199', 0, 'chat-removed', 800017, 4, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot can''t initiate conversation with a user', 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (207, 'paid:31', 0, 'paid', 800018, 31, NULL, 'undeliverable', 1777586340, 1, 'Bad Request: something about it is wrong', 1777586340, 1777586340, 'fc9cfa7678b3');
INSERT INTO outbox VALUES (208, 'admin-sale:31:700004', 0, 'admin-sale', 700004, 31, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, 'fc9cfa7678b3');
INSERT INTO outbox VALUES (209, 'admin-sale:31:700005', 0, 'admin-sale', 700005, 31, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, 'fc9cfa7678b3');
INSERT INTO outbox VALUES (210, 'admin-undeliverable:207:1777586340:700004', 0, 'admin-undeliverable', 700004, 207, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (211, 'admin-undeliverable:207:1777586340:700005', 0, 'admin-undeliverable', 700005, 207, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (212, 'paid:32', 0, 'paid', 800019, 32, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, '2548247f5cbf');
INSERT INTO outbox VALUES (213, 'admin-sale:32:700004', 0, 'admin-sale', 700004, 32, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, '2548247f5cbf');
INSERT INTO outbox VALUES (214, 'admin-sale:32:700005', 0, 'admin-sale', 700005, 32, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, '2548247f5cbf');
INSERT INTO outbox VALUES (215, 'admin-webhooks-lost:20573:700004', 0, 'admin-webhooks-lost', 700004, NULL, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (216, 'admin-webhooks-lost:20573:700005', 0, 'admin-webhooks-lost', 700005, NULL, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (217, 'paid:33', 0, 'paid', 800040, 33, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, 'd56b5c65c02d');
INSERT INTO outbox VALUES (218, 'admin-sale:33:700004', 0, 'admin-sale', 700004, 33, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, 'd56b5c65c02d');
INSERT INTO outbox VALUES (219, 'admin-sale:33:700005', 0, 'admin-sale', 700005, 33, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, 'd56b5c65c02d');
INSERT INTO outbox VALUES (220, 'admin-webhooks-fail:20573:700004', 0, 'admin-webhooks-fail', 700004, NULL, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (221, 'admin-webhooks-fail:20573:700005', 0, 'admin-webhooks-fail', 700005, NULL, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (222, 'chat-knock:7:493773', 1, 'chat-knock', 800014, 7, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (223, 'chat-access:5:2', 1, 'chat-access', -1001700002, 5, NULL, 'queued', 1778623140, 0, 'the right to remove is missing', 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (224, 'revoked:800015:1777586340', 0, 'revoked', 800015, NULL, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (225, 'admin-chat-trouble:2:5:700004', 0, 'admin-chat-trouble', 700004, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (226, 'admin-chat-trouble:2:5:700005', 0, 'admin-chat-trouble', 700005, 2, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (227, 'chat-look:2:6', 0, 'chat-look', -1001700002, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (228, 'chat-access:7:4', 0, 'chat-access', -1001700002, 7, NULL, 'queued', 1778623140, 0, 'the right to invite is missing', 1777586340, NULL, '5020e159a5c1');
INSERT INTO outbox VALUES (229, 'paid:34', 0, 'paid', 800014, 34, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, '5020e159a5c1');
INSERT INTO outbox VALUES (230, 'admin-sale:34:700004', 0, 'admin-sale', 700004, 34, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, '5020e159a5c1');
INSERT INTO outbox VALUES (231, 'admin-sale:34:700005', 0, 'admin-sale', 700005, 34, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, '5020e159a5c1');
INSERT INTO outbox VALUES (232, 'admin-chat-trouble:2:7:700004', 0, 'admin-chat-trouble', 700004, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (233, 'admin-chat-trouble:2:7:700005', 0, 'admin-chat-trouble', 700005, 2, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (234, 'chat-look:2:8', 0, 'chat-look', -1001700002, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (235, 'admin-incident:2:700004', 0, 'admin-incident', 700004, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (236, 'admin-incident:2:700005', 0, 'admin-incident', 700005, 2, NULL, 'waiting', 1777586340, 0, 'Forbidden: bot was blocked by the user', 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (237, 'broadcast:2:700001', 2, 'broadcast', 700001, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (238, 'broadcast:2:700003', 2, 'broadcast', 700003, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (239, 'broadcast:2:700004', 2, 'broadcast', 700004, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (240, 'broadcast:2:800001', 2, 'broadcast', 800001, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (241, 'broadcast:2:800002', 2, 'broadcast', 800002, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (242, 'broadcast:2:800003', 2, 'broadcast', 800003, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (243, 'broadcast:2:800004', 2, 'broadcast', 800004, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (244, 'broadcast:2:800006', 2, 'broadcast', 800006, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (245, 'broadcast:2:800007', 2, 'broadcast', 800007, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (246, 'broadcast:2:800008', 2, 'broadcast', 800008, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (247, 'broadcast:2:800009', 2, 'broadcast', 800009, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (248, 'broadcast:2:800010', 2, 'broadcast', 800010, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (249, 'broadcast:2:800011', 2, 'broadcast', 800011, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (250, 'broadcast:2:800012', 2, 'broadcast', 800012, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (251, 'broadcast:2:800013', 2, 'broadcast', 800013, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (252, 'broadcast:2:800014', 2, 'broadcast', 800014, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (253, 'broadcast:2:800015', 2, 'broadcast', 800015, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (254, 'broadcast:2:800016', 2, 'broadcast', 800016, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (255, 'broadcast:2:800018', 2, 'broadcast', 800018, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (256, 'broadcast:2:800019', 2, 'broadcast', 800019, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (257, 'broadcast:2:800020', 2, 'broadcast', 800020, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (258, 'broadcast:2:800031', 2, 'broadcast', 800031, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (259, 'broadcast:2:800032', 2, 'broadcast', 800032, 2, NULL, 'sent', 1777586340, 1, NULL, 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (260, 'broadcast:2:800033', 2, 'broadcast', 800033, 2, NULL, 'undeliverable', 1777586340, 0, 'under way', 1777586340, 1777586340, NULL);
INSERT INTO outbox VALUES (261, 'broadcast:2:800034', 2, 'broadcast', 800034, 2, NULL, 'queued', 1777586340, 0, NULL, 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (262, 'broadcast:2:800035', 2, 'broadcast', 800035, 2, NULL, 'queued', 1777586340, 0, NULL, 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (263, 'broadcast:2:800036', 2, 'broadcast', 800036, 2, NULL, 'queued', 1777586340, 0, NULL, 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (264, 'broadcast:2:800037', 2, 'broadcast', 800037, 2, NULL, 'queued', 1777586340, 0, NULL, 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (265, 'broadcast:2:800038', 2, 'broadcast', 800038, 2, NULL, 'queued', 1777586340, 0, NULL, 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (266, 'broadcast:2:800039', 2, 'broadcast', 800039, 2, NULL, 'queued', 1777586340, 0, NULL, 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (267, 'broadcast:2:800040', 2, 'broadcast', 800040, 2, NULL, 'queued', 1777586340, 0, NULL, 1777586340, NULL, NULL);
INSERT INTO outbox VALUES (268, 'admin-restored:1778623140:700004', 0, 'admin-restored', 700004, NULL, NULL, 'sent', 1778623140, 1, NULL, 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (269, 'admin-restored:1778623140:700005', 0, 'admin-restored', 700005, NULL, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (270, 'chat-look:1:5', 0, 'chat-look', -1001700001, 1, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (271, 'chat-look:2:9', 0, 'chat-look', -1001700002, 2, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (272, 'chat-look:3:5', 0, 'chat-look', -1001700003, 3, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (273, 'chat-access:1:2', 1, 'chat-access', -1001700001, 1, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (274, 'chat-look:2:10', 0, 'chat-look', -1001700002, 2, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (275, 'ended:700002:1778191140', 1, 'ended', 700002, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (276, 'ended:800001:1778191140', 1, 'ended', 800001, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (277, 'chat-access:1:3', 1, 'chat-access', -1001700001, 1, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (278, 'ended:800008:1778191140', 1, 'ended', 800008, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (279, 'ended:800009:1778191140', 1, 'ended', 800009, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (280, 'ended:800016:1778191140', 1, 'ended', 800016, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (281, 'ended:800031:1778191140', 1, 'ended', 800031, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (282, 'ended:800032:1778191140', 1, 'ended', 800032, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (283, 'ended:800033:1778191140', 1, 'ended', 800033, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (284, 'ended:800034:1778191140', 1, 'ended', 800034, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (285, 'ended:800039:1778191140', 1, 'ended', 800039, NULL, '{"expires_at": 1778191140}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (286, 'reminder:800002:1778795940:3 days', 1, 'reminder', 800002, NULL, '{"expires_at": 1778795940}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (287, 'admin-incident:3:700004', 0, 'admin-incident', 700004, 3, NULL, 'sent', 1778623140, 1, NULL, 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (288, 'admin-incident:3:700005', 0, 'admin-incident', 700005, 3, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (289, 'paid:35', 0, 'paid', 700001, 35, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '36e0d1dcfdb8');
INSERT INTO outbox VALUES (290, 'admin-sale:35:700004', 0, 'admin-sale', 700004, 35, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '36e0d1dcfdb8');
INSERT INTO outbox VALUES (291, 'admin-sale:35:700005', 0, 'admin-sale', 700005, 35, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '36e0d1dcfdb8');
INSERT INTO outbox VALUES (292, 'paid:36', 0, 'paid', 800006, 36, NULL, 'cancelled', 1778623140, 0, NULL, 1778623140, 1778623140, '66ae4120b131');
INSERT INTO outbox VALUES (293, 'admin-sale:36:700004', 0, 'admin-sale', 700004, 36, NULL, 'cancelled', 1778623140, 0, NULL, 1778623140, 1778623140, '66ae4120b131');
INSERT INTO outbox VALUES (294, 'admin-sale:36:700005', 0, 'admin-sale', 700005, 36, NULL, 'cancelled', 1778623140, 0, NULL, 1778623140, 1778623140, '66ae4120b131');
INSERT INTO outbox VALUES (295, 'refunded:36', 0, 'refunded', 800006, 36, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'dc46c46667b7');
INSERT INTO outbox VALUES (296, 'admin-refund:36:700004', 0, 'admin-refund', 700004, 36, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'dc46c46667b7');
INSERT INTO outbox VALUES (297, 'admin-refund:36:700005', 0, 'admin-refund', 700005, 36, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, 'dc46c46667b7');
INSERT INTO outbox VALUES (298, 'waiting:37', 0, 'waiting', 800002, 37, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'f4d4a829021e');
INSERT INTO outbox VALUES (299, 'admin-held:37:700004', 0, 'admin-held', 700004, 37, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'f4d4a829021e');
INSERT INTO outbox VALUES (300, 'admin-held:37:700005', 0, 'admin-held', 700005, 37, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, 'f4d4a829021e');
INSERT INTO outbox VALUES (301, 'waiting:38', 0, 'waiting', 800032, 38, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'd13380d6927e');
INSERT INTO outbox VALUES (302, 'admin-held:38:700004', 0, 'admin-held', 700004, 38, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'd13380d6927e');
INSERT INTO outbox VALUES (303, 'admin-held:38:700005', 0, 'admin-held', 700005, 38, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, 'd13380d6927e');
INSERT INTO outbox VALUES (304, 'paid:38', 0, 'paid', 800032, 38, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'd13380d6927e');
INSERT INTO outbox VALUES (305, 'admin-settled:38:700004', 0, 'admin-settled', 700004, 38, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'd13380d6927e');
INSERT INTO outbox VALUES (306, 'admin-settled:38:700005', 0, 'admin-settled', 700005, 38, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, 'd13380d6927e');
INSERT INTO outbox VALUES (307, 'waiting:39', 0, 'waiting', 800003, 39, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '0132d1d132c7');
INSERT INTO outbox VALUES (308, 'admin-held:39:700004', 0, 'admin-held', 700004, 39, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '0132d1d132c7');
INSERT INTO outbox VALUES (309, 'admin-held:39:700005', 0, 'admin-held', 700005, 39, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '0132d1d132c7');
INSERT INTO outbox VALUES (310, 'admin-held:40:700004', 0, 'admin-held', 700004, 40, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '9fb502d2d18e');
INSERT INTO outbox VALUES (311, 'admin-held:40:700005', 0, 'admin-held', 700005, 40, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '9fb502d2d18e');
INSERT INTO outbox VALUES (312, 'admin-held:41:700004', 0, 'admin-held', 700004, 41, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '56f933a2fc94');
INSERT INTO outbox VALUES (313, 'admin-held:41:700005', 0, 'admin-held', 700005, 41, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '56f933a2fc94');
INSERT INTO outbox VALUES (314, 'refunded:42', 0, 'refunded', 800019, 42, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '691aa7ecc853');
INSERT INTO outbox VALUES (315, 'admin-refund:42:700004', 0, 'admin-refund', 700004, 42, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '691aa7ecc853');
INSERT INTO outbox VALUES (316, 'admin-refund:42:700005', 0, 'admin-refund', 700005, 42, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '691aa7ecc853');
INSERT INTO outbox VALUES (317, 'admin-refunded-first:42:700004', 0, 'admin-refunded-first', 700004, 42, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '0f4f8be27226');
INSERT INTO outbox VALUES (318, 'admin-refunded-first:42:700005', 0, 'admin-refunded-first', 700005, 42, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '0f4f8be27226');
INSERT INTO outbox VALUES (319, 'admin-conflict:1:700004', 0, 'admin-conflict', 700004, 1, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '715c07aeac21');
INSERT INTO outbox VALUES (320, 'admin-conflict:1:700005', 0, 'admin-conflict', 700005, 1, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '715c07aeac21');
INSERT INTO outbox VALUES (321, 'admin-test:29643719:700004', 0, 'admin-test', 700004, NULL, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'f805be7efa6c');
INSERT INTO outbox VALUES (322, 'admin-test:29643719:700005', 0, 'admin-test', 700005, NULL, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, 'f805be7efa6c');
INSERT INTO outbox VALUES (323, 'admin-unmatched:3:700004', 0, 'admin-unmatched', 700004, 3, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '0cb9da46511d');
INSERT INTO outbox VALUES (324, 'admin-unmatched:3:700005', 0, 'admin-unmatched', 700005, 3, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '0cb9da46511d');
INSERT INTO outbox VALUES (325, 'admin-unmatched:4:700004', 0, 'admin-unmatched', 700004, 4, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '695aad5ec50f');
INSERT INTO outbox VALUES (326, 'admin-unmatched:4:700005', 0, 'admin-unmatched', 700005, 4, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '695aad5ec50f');
INSERT INTO outbox VALUES (327, 'admin-refund-unknown:5:700005', 0, 'admin-refund-unknown', 700005, 5, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (328, 'admin-refund-unknown:6:700005', 0, 'admin-refund-unknown', 700005, 6, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (329, 'granted:46', 0, 'granted', 800033, 46, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (330, 'revoked:800004:1778623140', 0, 'revoked', 800004, NULL, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (331, 'revoked:800036:1778623140', 0, 'revoked', 800036, NULL, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (332, 'granted:47', 0, 'granted', 800036, 47, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (333, 'admin-claim:3:700004', 0, 'admin-claim', 700004, 3, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (334, 'admin-claim:3:700005', 0, 'admin-claim', 700005, 3, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (335, 'admin-held:43:700004', 0, 'admin-held', 700004, 43, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '0aabf67d81c7');
INSERT INTO outbox VALUES (336, 'admin-held:43:700005', 0, 'admin-held', 700005, 43, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '0aabf67d81c7');
INSERT INTO outbox VALUES (337, 'admin-claim:4:700004', 0, 'admin-claim', 700004, 4, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (338, 'admin-claim:4:700005', 0, 'admin-claim', 700005, 4, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (339, 'claim-found:4', 0, 'claim-found', 800037, 4, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (340, 'admin-claim:5:700004', 0, 'admin-claim', 700004, 5, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (341, 'admin-claim:5:700005', 0, 'admin-claim', 700005, 5, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (342, 'claim-denied:5', 0, 'claim-denied', 800020, 5, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (343, 'recurring-started:8', 0, 'recurring-started', 800038, 8, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '570489f6ee45');
INSERT INTO outbox VALUES (344, 'admin-recurring-new:8:700004', 0, 'admin-recurring-new', 700004, 8, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '570489f6ee45');
INSERT INTO outbox VALUES (345, 'admin-recurring-new:8:700005', 0, 'admin-recurring-new', 700005, 8, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '570489f6ee45');
INSERT INTO outbox VALUES (346, 'recurring-started:9', 0, 'recurring-started', 800039, 9, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '178829823b41');
INSERT INTO outbox VALUES (347, 'admin-recurring-new:9:700004', 0, 'admin-recurring-new', 700004, 9, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '178829823b41');
INSERT INTO outbox VALUES (348, 'admin-recurring-new:9:700005', 0, 'admin-recurring-new', 700005, 9, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '178829823b41');
INSERT INTO outbox VALUES (349, 'recurring-renewed:10', 0, 'recurring-renewed', 800039, 10, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '2ac6f2fa88d8');
INSERT INTO outbox VALUES (350, 'recurring-renewed:11', 0, 'recurring-renewed', 800007, 11, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '1c32c32de526');
INSERT INTO outbox VALUES (351, 'recurring-cancelled:12', 0, 'recurring-cancelled', 800007, 12, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '9ddda8894b2f');
INSERT INTO outbox VALUES (352, 'admin-recurring-cancelled:12:700004', 0, 'admin-recurring-cancelled', 700004, 12, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '9ddda8894b2f');
INSERT INTO outbox VALUES (353, 'admin-recurring-cancelled:12:700005', 0, 'admin-recurring-cancelled', 700005, 12, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '9ddda8894b2f');
INSERT INTO outbox VALUES (354, 'recurring-started:13', 0, 'recurring-started', 800040, 13, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '1e12971093b9');
INSERT INTO outbox VALUES (355, 'admin-recurring-new:13:700004', 0, 'admin-recurring-new', 700004, 13, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '1e12971093b9');
INSERT INTO outbox VALUES (356, 'admin-recurring-new:13:700005', 0, 'admin-recurring-new', 700005, 13, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '1e12971093b9');
INSERT INTO outbox VALUES (357, 'recurring-cancelled:14', 0, 'recurring-cancelled', 800040, 14, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'dae301457296');
INSERT INTO outbox VALUES (358, 'admin-recurring-cancelled:14:700004', 0, 'admin-recurring-cancelled', 700004, 14, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'dae301457296');
INSERT INTO outbox VALUES (359, 'admin-recurring-cancelled:14:700005', 0, 'admin-recurring-cancelled', 700005, 14, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, 'dae301457296');
INSERT INTO outbox VALUES (360, 'recurring-started:15', 0, 'recurring-started', 800008, 15, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'a8dcd049fde7');
INSERT INTO outbox VALUES (361, 'admin-recurring-new:15:700004', 0, 'admin-recurring-new', 700004, 15, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'a8dcd049fde7');
INSERT INTO outbox VALUES (362, 'admin-recurring-new:15:700005', 0, 'admin-recurring-new', 700005, 15, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, 'a8dcd049fde7');
INSERT INTO outbox VALUES (363, 'recurring-renewed:16', 0, 'recurring-renewed', 800008, 16, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '9d66a15d859f');
INSERT INTO outbox VALUES (364, 'admin-recurring-unbound:1700:700004', 0, 'admin-recurring-unbound', 700004, 1700, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, '510229a23549');
INSERT INTO outbox VALUES (365, 'admin-recurring-unbound:1700:700005', 0, 'admin-recurring-unbound', 700005, 1700, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, '510229a23549');
INSERT INTO outbox VALUES (366, 'admin-recurring-unbound:1702:700004', 0, 'admin-recurring-unbound', 700004, 1702, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'f6b493396d93');
INSERT INTO outbox VALUES (367, 'admin-recurring-unbound:1702:700005', 0, 'admin-recurring-unbound', 700005, 1702, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, 'f6b493396d93');
INSERT INTO outbox VALUES (368, 'chat-knock:8:494061', 1, 'chat-knock', 800013, 8, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (369, 'chat-knock:9:494061', 1, 'chat-knock', 800020, 9, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (370, 'chat-access:9:1', 0, 'chat-access', -1001700001, 9, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'e98aed0426dd');
INSERT INTO outbox VALUES (371, 'paid:44', 0, 'paid', 800020, 44, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'e98aed0426dd');
INSERT INTO outbox VALUES (372, 'admin-sale:44:700004', 0, 'admin-sale', 700004, 44, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, 'e98aed0426dd');
INSERT INTO outbox VALUES (373, 'admin-sale:44:700005', 0, 'admin-sale', 700005, 44, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, 'e98aed0426dd');
INSERT INTO outbox VALUES (374, 'admin-chat-well:2:11:700004', 0, 'admin-chat-well', 700004, 2, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (375, 'admin-chat-well:2:11:700005', 0, 'admin-chat-well', 700005, 2, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (376, 'chat-look:2:12', 0, 'chat-look', -1001700002, 2, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (377, 'admin-chat-trouble:3:6:700004', 0, 'admin-chat-trouble', 700004, 3, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (378, 'admin-chat-trouble:3:6:700005', 0, 'admin-chat-trouble', 700005, 3, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (379, 'chat-look:3:7', 0, 'chat-look', -1001700003, 3, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (380, 'broadcast:3:800001', 2, 'broadcast', 800001, 3, NULL, 'cancelled', 1778623140, 0, 'stopped', 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (381, 'broadcast:3:800009', 2, 'broadcast', 800009, 3, NULL, 'cancelled', 1778623140, 0, 'stopped', 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (382, 'broadcast:3:800010', 2, 'broadcast', 800010, 3, NULL, 'cancelled', 1778623140, 0, 'stopped', 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (383, 'broadcast:3:800016', 2, 'broadcast', 800016, 3, NULL, 'cancelled', 1778623140, 0, 'stopped', 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (384, 'broadcast:3:800031', 2, 'broadcast', 800031, 3, NULL, 'cancelled', 1778623140, 0, 'stopped', 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (385, 'broadcast:3:800034', 2, 'broadcast', 800034, 3, NULL, 'cancelled', 1778623140, 0, 'stopped', 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (386, 'admin-broadcast:3', 0, 'admin-broadcast', 700004, 3, NULL, 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (387, 'admin-error:ValueError while handling a message:494062:700004', 0, 'admin-error', 700004, NULL, '{"what": "ValueError while handling a message"}', 'queued', 1778623140, 0, NULL, 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (388, 'admin-error:ValueError while handling a message:494062:700005', 0, 'admin-error', 700005, NULL, '{"what": "ValueError while handling a message"}', 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (389, 'admin-incident:4:700004', 0, 'admin-incident', 700004, 4, NULL, 'sent', 1778623140, 1, NULL, 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (390, 'admin-incident:4:700005', 0, 'admin-incident', 700005, 4, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (391, 'admin-incident:5:700004', 0, 'admin-incident', 700004, 5, NULL, 'sent', 1778623140, 1, NULL, 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (392, 'admin-incident:5:700005', 0, 'admin-incident', 700005, 5, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (393, 'admin-incident:6:700004', 0, 'admin-incident', 700004, 6, NULL, 'sent', 1778623140, 1, NULL, 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (394, 'admin-incident:6:700005', 0, 'admin-incident', 700005, 6, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);
INSERT INTO outbox VALUES (395, 'admin-incident:7:700004', 0, 'admin-incident', 700004, 7, NULL, 'sent', 1778623140, 1, NULL, 1778623140, 1778623140, NULL);
INSERT INTO outbox VALUES (396, 'admin-incident:7:700005', 0, 'admin-incident', 700005, 7, NULL, 'waiting', 1778623140, 0, 'Forbidden: bot was blocked by the user', 1778623140, NULL, NULL);

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT
) STRICT;
INSERT INTO audit VALUES (1, 1775599140, 'admin:700004', 'granted', 'person:800017', '10 days; for the delay, “sorry”');
INSERT INTO audit VALUES (2, 1775599140, 'admin:700004', 'granted', 'person:800006', '3 months; a prize');
INSERT INTO audit VALUES (3, 1775599140, 'admin:700005', 'revoked', 'person:800006', 'по её просьбе');
INSERT INTO audit VALUES (4, 1775599140, 'admin:700005', 'granted', 'person:800015', '1 year');
INSERT INTO audit VALUES (5, 1775599140, 'admin:700004', 'bound', 'product:540', '1 month');
INSERT INTO audit VALUES (6, 1775599140, 'admin:700004', 'make_current', 'product:456', NULL);
INSERT INTO audit VALUES (7, 1775599140, 'admin:700004', 'make_current', 'product:540', NULL);
INSERT INTO audit VALUES (8, 1775599140, 'admin:700004', 'bound', 'product:531', '6 months');
INSERT INTO audit VALUES (9, 1775599140, 'admin:700004', 'stop_selling', 'product:531', NULL);
INSERT INTO audit VALUES (10, 1775599140, 'admin:700004', 'bound', 'product:530', '10 days');
INSERT INTO audit VALUES (11, 1775599140, 'admin:700004', 'named_buyer', 'purchase:15', '800006');
INSERT INTO audit VALUES (12, 1775599140, 'admin:700004', 'bound', 'product:512', '1 month');
INSERT INTO audit VALUES (13, 1775599140, 'admin:700004', 'accepted', 'purchase:17', NULL);
INSERT INTO audit VALUES (14, 1775599140, 'admin:700004', 'settled_as', 'purchase:18', '1 month');
INSERT INTO audit VALUES (15, 1775599140, 'admin:700004', 'dismissed', 'purchase:19', 'paid twice: returned at the bank; =1+1');
INSERT INTO audit VALUES (16, 1775599140, 'admin:700004', 'refund_calling', 'purchase:20', NULL);
INSERT INTO audit VALUES (17, 1775599140, 'admin:700004', 'refunded', 'purchase:20', NULL);
INSERT INTO audit VALUES (18, 1775599140, 'admin:700004', 'refund_calling', 'purchase:21', NULL);
INSERT INTO audit VALUES (19, 1775599140, 'admin:700004', 'refund_rejected', 'purchase:21', NULL);
INSERT INTO audit VALUES (20, 1775599140, 'admin:700004', 'refund_calling', 'purchase:22', NULL);
INSERT INTO audit VALUES (21, 1775599140, 'admin:700004', 'refund_not_done', 'purchase:22', NULL);
INSERT INTO audit VALUES (22, 1775599140, 'admin:700004', 'refund_calling', 'purchase:22', NULL);
INSERT INTO audit VALUES (23, 1775599140, 'admin:700004', 'refund_succeeded', 'purchase:22', NULL);
INSERT INTO audit VALUES (24, 1775599140, 'admin:700004', 'refunded', 'purchase:22', NULL);
INSERT INTO audit VALUES (25, 1775599140, 'admin:700004', 'matched_refund', 'purchase:23', NULL);
INSERT INTO audit VALUES (26, 1775599140, 'admin:700004', 'dismissed_refund', 'refund:2', 'it was somebody else''s');
INSERT INTO audit VALUES (27, 1775599140, 'admin:700004', 'named_buyer', 'purchase:24', '800006');
INSERT INTO audit VALUES (28, 1775599140, 'admin:700004', 'claim_approved', 'person:800006', 'my receipt says 78922');
INSERT INTO audit VALUES (29, 1775599140, 'admin:700004', 'claim_denied', 'person:800008', 'я платила вчера');
INSERT INTO audit VALUES (30, 1775599140, 'admin:700004', 'bound', 'recurring:1644', NULL);
INSERT INTO audit VALUES (31, 1775599140, 'admin:700004', 'unbound', 'recurring:1701', NULL);
INSERT INTO audit VALUES (32, 1775599140, 'admin:700004', 'exported', 'everything', NULL);
INSERT INTO audit VALUES (33, 1775599140, 'admin:700004', 'exported', 'backup', NULL);
INSERT INTO audit VALUES (34, 1775599140, 'admin:700004', 'started', 'broadcast:1', NULL);
INSERT INTO audit VALUES (35, 1775599200, 'admin:700004', 'resumed_outbox', 'outbox', 'sent');
INSERT INTO audit VALUES (36, 1777586340, 'admin:700004', 'revoked', 'person:800015', NULL);
INSERT INTO audit VALUES (37, 1777586340, 'admin:700004', 'started', 'broadcast:2', NULL);
INSERT INTO audit VALUES (38, 1778623140, 'admin:700004', 'bound', 'product:514', '1 year');
INSERT INTO audit VALUES (39, 1778623140, 'admin:700004', 'dismissed_refund', 'refund:4', 'not ours');
INSERT INTO audit VALUES (40, 1778623140, 'admin:700004', 'refund_calling', 'purchase:9', NULL);
INSERT INTO audit VALUES (41, 1778623140, 'admin:700004', 'refund_calling', 'purchase:13', NULL);
INSERT INTO audit VALUES (42, 1778623140, 'admin:700004', 'refund_not_done', 'purchase:13', NULL);
INSERT INTO audit VALUES (43, 1778623140, 'admin:700004', 'granted', 'person:800033', '1 month; for the wait');
INSERT INTO audit VALUES (44, 1778623140, 'admin:700004', 'revoked', 'person:800004', 'broke the rules: “twice”');
INSERT INTO audit VALUES (45, 1778623140, 'admin:700004', 'revoked', 'person:800036', NULL);
INSERT INTO audit VALUES (46, 1778623140, 'admin:700004', 'granted', 'person:800036', '14 days');
INSERT INTO audit VALUES (47, 1778623140, 'admin:700004', 'named_buyer', 'purchase:43', '800037');
INSERT INTO audit VALUES (48, 1778623140, 'admin:700004', 'claim_approved', 'person:800037', '78939');
INSERT INTO audit VALUES (49, 1778623140, 'admin:700004', 'claim_denied', 'person:800020', 'верните доступ');
INSERT INTO audit VALUES (50, 1778623140, 'admin:700004', 'unbound', 'recurring:1702', NULL);
INSERT INTO audit VALUES (51, 1778623140, 'admin:700004', 'started', 'broadcast:3', NULL);
INSERT INTO audit VALUES (52, 1778623140, 'admin:700004', 'stopped', 'broadcast:3', NULL);

CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
INSERT INTO facts VALUES ('tariffs_seeded_at', '1775599140');
INSERT INTO facts VALUES ('webhooks_out', 'on');
INSERT INTO facts VALUES ('admins', '700004 700005');
INSERT INTO facts VALUES ('remind_before', '3 days, 1 day');
INSERT INTO facts VALUES ('outbox_paused_at', '1778623140');

CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    text TEXT NOT NULL CHECK (length(text) > 0),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'denied')),
    purchase_row INTEGER REFERENCES purchases (id),
    created_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by INTEGER,
    CHECK ((state = 'open') = (decided_at IS NULL AND decided_by IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((state = 'approved') = (purchase_row IS NOT NULL))
) STRICT;
INSERT INTO claims VALUES (1, 800006, 'my receipt says 78922', 'approved', 24, 1775599140, 1775599140, 700004);
INSERT INTO claims VALUES (2, 800008, 'я платила вчера', 'denied', NULL, 1775599140, 1775599140, 700004);
INSERT INTO claims VALUES (3, 800036, '78937, paid by card <today>', 'open', NULL, 1778623140, NULL, NULL);
INSERT INTO claims VALUES (4, 800037, '78939', 'approved', 43, 1778623140, 1778623140, 700004);
INSERT INTO claims VALUES (5, 800020, 'верните доступ', 'denied', NULL, 1778623140, 1778623140, 700004);

CREATE TABLE access_chats (
    id INTEGER PRIMARY KEY,
    -- Telegram's id now; a group that becomes a supergroup gets another one.
    chat_id INTEGER NOT NULL UNIQUE CHECK (chat_id < 0),
    -- The id in ACCESS_CHAT_IDS; is_listed: whether it is still there.
    configured_id INTEGER NOT NULL UNIQUE CHECK (configured_id < 0),
    is_listed INTEGER NOT NULL CHECK (is_listed IN (0, 1)),
    title TEXT,
    invite_link TEXT,
    may_invite INTEGER NOT NULL DEFAULT 1 CHECK (may_invite IN (0, 1)),
    may_remove INTEGER NOT NULL DEFAULT 1 CHECK (may_remove IN (0, 1)),
    is_gone INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)),
    -- While something is missing: when to look whether it is back.
    look_at INTEGER,
    -- How often something happened to it; makes each time its own row in the outbox.
    turn INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO access_chats VALUES (1, -1001700001, -1001700001, 1, 'Book Club: the reading room', 'https://t.me/+sandbox1001700001x2', 1, 1, 0, NULL, 5);
INSERT INTO access_chats VALUES (2, -1001700002, -1001700002, 1, 'Book Club: the evening talks', NULL, 1, 1, 0, NULL, 12);
INSERT INTO access_chats VALUES (3, -1001700003, -1001700003, 1, 'Клуб «Сова»: новости', NULL, 0, 1, 0, 1778626740, 7);

CREATE TABLE memberships (
    id INTEGER PRIMARY KEY,
    access_chat INTEGER NOT NULL REFERENCES access_chats (id),
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    state TEXT NOT NULL CHECK (state IN ('asking', 'letting_in', 'inside', 'removing', 'out')),
    asked_at INTEGER NOT NULL,
    decline_at INTEGER,
    -- How often something was to be done; makes each time its own row in the outbox.
    turn INTEGER NOT NULL DEFAULT 0,
    UNIQUE (access_chat, telegram_user_id)
) STRICT;
INSERT INTO memberships VALUES (1, 1, 800001, 'inside', 1775599140, NULL, 3);
INSERT INTO memberships VALUES (2, 1, 800003, 'inside', 1775599140, NULL, 1);
INSERT INTO memberships VALUES (3, 1, 800016, 'out', 1775599140, NULL, 1);
INSERT INTO memberships VALUES (4, 1, 800017, 'out', 1775599140, NULL, 3);
INSERT INTO memberships VALUES (5, 2, 800015, 'removing', 1775599140, NULL, 2);
INSERT INTO memberships VALUES (6, 2, 800003, 'inside', 1775599140, NULL, 1);
INSERT INTO memberships VALUES (7, 2, 800014, 'letting_in', 1777586340, 1777586940, 4);
INSERT INTO memberships VALUES (8, 1, 800013, 'asking', 1778623140, 1778623740, 0);
INSERT INTO memberships VALUES (9, 1, 800020, 'asking', 1778623140, 1778623740, 1);

CREATE TABLE webhooks_out (
    id INTEGER PRIMARY KEY,
    -- The same at every try: what the service tells repetitions by.
    webhook_id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL CHECK (type IN ('subscription.started', 'subscription.extended',
        'subscription.shortened', 'subscription.ended', 'subscription.refunded')),
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'delivered', 'undeliverable', 'dismissed')),
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- What went wrong last, as a word; with the HTTP status where there was an answer.
    error TEXT,
    error_status INTEGER,
    created_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
INSERT INTO webhooks_out VALUES (1, 'msg_00000000000000000000000000000001', 'subscription.started', 800001, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800001,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (2, 'msg_00000000000000000000000000000002', 'subscription.started', 700001, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":700001,"active":true,"lifetime":false,"expires_at":"2026-07-07T21:59:00Z","tariff":"3 months"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (3, 'msg_00000000000000000000000000000003', 'subscription.started', 800003, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800003,"active":true,"lifetime":true,"expires_at":null,"tariff":"lifetime"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (4, 'msg_00000000000000000000000000000004', 'subscription.started', 800004, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800004,"active":true,"lifetime":false,"expires_at":"2027-04-07T21:59:00Z","tariff":"1 year"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (5, 'msg_00000000000000000000000000000005', 'subscription.started', 800005, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800005,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (6, 'msg_00000000000000000000000000000006', 'subscription.extended', 800005, '{"type":"subscription.extended","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800005,"active":true,"lifetime":false,"expires_at":"2026-08-07T21:59:00Z","tariff":"3 months"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (7, 'msg_00000000000000000000000000000007', 'subscription.started', 700002, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":700002,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (8, 'msg_00000000000000000000000000000008', 'subscription.started', 800016, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800016,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (9, 'msg_00000000000000000000000000000009', 'subscription.started', 800031, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800031,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (10, 'msg_0000000000000000000000000000000a', 'subscription.started', 800032, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800032,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (11, 'msg_0000000000000000000000000000000b', 'subscription.started', 800033, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800033,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (12, 'msg_0000000000000000000000000000000c', 'subscription.started', 800034, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800034,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (13, 'msg_0000000000000000000000000000000d', 'subscription.started', 800035, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800035,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (14, 'msg_0000000000000000000000000000000e', 'subscription.started', 800036, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800036,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (15, 'msg_0000000000000000000000000000000f', 'subscription.started', 800017, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800017,"active":true,"lifetime":false,"expires_at":"2026-04-17T21:59:00Z"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (16, 'msg_00000000000000000000000000000010', 'subscription.started', 800006, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800006,"active":true,"lifetime":false,"expires_at":"2026-07-07T21:59:00Z"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (17, 'msg_00000000000000000000000000000011', 'subscription.ended', 800006, '{"type":"subscription.ended","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800006,"active":false,"lifetime":false,"expires_at":null}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (18, 'msg_00000000000000000000000000000012', 'subscription.started', 800015, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800015,"active":true,"lifetime":false,"expires_at":"2027-04-07T21:59:00Z"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (19, 'msg_00000000000000000000000000000013', 'subscription.started', 800006, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800006,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (20, 'msg_00000000000000000000000000000014', 'subscription.started', 800037, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800037,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (21, 'msg_00000000000000000000000000000015', 'subscription.started', 800038, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800038,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (22, 'msg_00000000000000000000000000000016', 'subscription.started', 800039, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800039,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (23, 'msg_00000000000000000000000000000017', 'subscription.started', 700003, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":700003,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (24, 'msg_00000000000000000000000000000018', 'subscription.refunded', 700003, '{"type":"subscription.refunded","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":700003,"active":false,"lifetime":false,"expires_at":null,"tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (25, 'msg_00000000000000000000000000000019', 'subscription.started', 700003, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":700003,"active":true,"lifetime":false,"expires_at":"2026-07-07T21:59:00Z","tariff":"3 months"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (26, 'msg_0000000000000000000000000000001a', 'subscription.extended', 700003, '{"type":"subscription.extended","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":700003,"active":true,"lifetime":false,"expires_at":"2026-08-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (27, 'msg_0000000000000000000000000000001b', 'subscription.refunded', 700003, '{"type":"subscription.refunded","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":700003,"active":true,"lifetime":false,"expires_at":"2026-07-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (28, 'msg_0000000000000000000000000000001c', 'subscription.refunded', 800003, '{"type":"subscription.refunded","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800003,"active":true,"lifetime":true,"expires_at":null,"tariff":"3 months"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (29, 'msg_0000000000000000000000000000001d', 'subscription.extended', 800006, '{"type":"subscription.extended","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800006,"active":true,"lifetime":false,"expires_at":"2026-06-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (30, 'msg_0000000000000000000000000000001e', 'subscription.started', 800007, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800007,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (31, 'msg_0000000000000000000000000000001f', 'subscription.started', 800008, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800008,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (32, 'msg_00000000000000000000000000000020', 'subscription.started', 800009, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800009,"active":true,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (33, 'msg_00000000000000000000000000000021', 'subscription.started', 800010, '{"type":"subscription.started","timestamp":"2026-04-07T21:59:00Z","data":{"telegram_user_id":800010,"active":true,"lifetime":false,"expires_at":"2026-04-14T21:59:00Z"}}', 'delivered', 1775599140, 1, NULL, NULL, 1775599140, 1775599140);
INSERT INTO webhooks_out VALUES (34, 'msg_00000000000000000000000000000022', 'subscription.started', 800002, '{"type":"subscription.started","timestamp":"2026-04-14T21:59:00Z","data":{"telegram_user_id":800002,"active":true,"lifetime":false,"expires_at":"2026-05-14T21:59:00Z","tariff":"1 month"}}', 'delivered', 1776203940, 1, NULL, NULL, 1776203940, 1776203940);
INSERT INTO webhooks_out VALUES (35, 'msg_00000000000000000000000000000023', 'subscription.extended', 800035, '{"type":"subscription.extended","timestamp":"2026-04-14T21:59:00Z","data":{"telegram_user_id":800035,"active":true,"lifetime":false,"expires_at":"2026-06-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1776203940, 1, NULL, NULL, 1776203940, 1776203940);
INSERT INTO webhooks_out VALUES (36, 'msg_00000000000000000000000000000024', 'subscription.extended', 800036, '{"type":"subscription.extended","timestamp":"2026-04-14T21:59:00Z","data":{"telegram_user_id":800036,"active":true,"lifetime":false,"expires_at":"2026-06-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1776203940, 1, NULL, NULL, 1776203940, 1776203940);
INSERT INTO webhooks_out VALUES (37, 'msg_00000000000000000000000000000025', 'subscription.extended', 800037, '{"type":"subscription.extended","timestamp":"2026-04-14T21:59:00Z","data":{"telegram_user_id":800037,"active":true,"lifetime":false,"expires_at":"2026-06-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1776203940, 1, NULL, NULL, 1776203940, 1776203940);
INSERT INTO webhooks_out VALUES (38, 'msg_00000000000000000000000000000026', 'subscription.extended', 800038, '{"type":"subscription.extended","timestamp":"2026-04-14T21:59:00Z","data":{"telegram_user_id":800038,"active":true,"lifetime":false,"expires_at":"2026-06-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1776203940, 1, NULL, NULL, 1776203940, 1776203940);
INSERT INTO webhooks_out VALUES (39, 'msg_00000000000000000000000000000027', 'subscription.extended', 700001, '{"type":"subscription.extended","timestamp":"2026-04-14T21:59:00Z","data":{"telegram_user_id":700001,"active":true,"lifetime":false,"expires_at":"2026-08-07T21:59:00Z","tariff":"1 month"}}', 'delivered', 1776203940, 1, NULL, NULL, 1776203940, 1776203940);
INSERT INTO webhooks_out VALUES (40, 'msg_00000000000000000000000000000028', 'subscription.extended', 800007, '{"type":"subscription.extended","timestamp":"2026-04-14T21:59:00Z","data":{"telegram_user_id":800007,"active":true,"lifetime":false,"expires_at":"2026-06-07T21:59:00Z"}}', 'delivered', 1776203940, 1, NULL, NULL, 1776203940, 1776203940);
INSERT INTO webhooks_out VALUES (41, 'msg_00000000000000000000000000000029', 'subscription.ended', 800010, '{"type":"subscription.ended","timestamp":"2026-04-30T21:59:00Z","data":{"telegram_user_id":800010,"active":false,"lifetime":false,"expires_at":"2026-04-14T21:59:00Z"}}', 'delivered', 1777586340, 1, NULL, NULL, 1777586340, 1777586340);
INSERT INTO webhooks_out VALUES (42, 'msg_0000000000000000000000000000002a', 'subscription.ended', 800017, '{"type":"subscription.ended","timestamp":"2026-04-30T21:59:00Z","data":{"telegram_user_id":800017,"active":false,"lifetime":false,"expires_at":"2026-04-17T21:59:00Z"}}', 'delivered', 1777586340, 1, NULL, NULL, 1777586340, 1777586340);
INSERT INTO webhooks_out VALUES (43, 'msg_0000000000000000000000000000002b', 'subscription.started', 800018, '{"type":"subscription.started","timestamp":"2026-04-30T21:59:00Z","data":{"telegram_user_id":800018,"active":true,"lifetime":false,"expires_at":"2026-07-30T21:59:00Z","tariff":"3 months"}}', 'delivered', 1777586340, 1, NULL, NULL, 1777586340, 1777586340);
INSERT INTO webhooks_out VALUES (44, 'msg_0000000000000000000000000000002c', 'subscription.started', 800019, '{"type":"subscription.started","timestamp":"2026-04-30T21:59:00Z","data":{"telegram_user_id":800019,"active":true,"lifetime":false,"expires_at":"2026-07-30T21:59:00Z","tariff":"3 months"}}', 'undeliverable', 1777586340, 1, 'gone', 410, 1777586340, 1777586340);
INSERT INTO webhooks_out VALUES (45, 'msg_0000000000000000000000000000002d', 'subscription.started', 800040, '{"type":"subscription.started","timestamp":"2026-04-30T21:59:00Z","data":{"telegram_user_id":800040,"active":true,"lifetime":false,"expires_at":"2026-07-30T21:59:00Z","tariff":"3 months"}}', 'queued', 1777586345, 1, 'redirect', 302, 1777586340, NULL);
INSERT INTO webhooks_out VALUES (46, 'msg_0000000000000000000000000000002e', 'subscription.ended', 800015, '{"type":"subscription.ended","timestamp":"2026-04-30T21:59:00Z","data":{"telegram_user_id":800015,"active":false,"lifetime":false,"expires_at":null}}', 'delivered', 1777586340, 1, NULL, NULL, 1777586340, 1777586340);
INSERT INTO webhooks_out VALUES (47, 'msg_0000000000000000000000000000002f', 'subscription.started', 800014, '{"type":"subscription.started","timestamp":"2026-04-30T21:59:00Z","data":{"telegram_user_id":800014,"active":true,"lifetime":false,"expires_at":"2026-05-30T21:59:00Z","tariff":"1 month"}}', 'delivered', 1777586340, 1, NULL, NULL, 1777586340, 1777586340);
INSERT INTO webhooks_out VALUES (48, 'msg_00000000000000000000000000000030', 'subscription.ended', 700002, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":700002,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (49, 'msg_00000000000000000000000000000031', 'subscription.ended', 800001, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800001,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (50, 'msg_00000000000000000000000000000032', 'subscription.ended', 800008, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800008,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (51, 'msg_00000000000000000000000000000033', 'subscription.ended', 800009, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800009,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (52, 'msg_00000000000000000000000000000034', 'subscription.ended', 800016, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800016,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (53, 'msg_00000000000000000000000000000035', 'subscription.ended', 800031, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800031,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (54, 'msg_00000000000000000000000000000036', 'subscription.ended', 800032, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800032,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (55, 'msg_00000000000000000000000000000037', 'subscription.ended', 800033, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800033,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (56, 'msg_00000000000000000000000000000038', 'subscription.ended', 800034, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800034,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (57, 'msg_00000000000000000000000000000039', 'subscription.ended', 800039, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800039,"active":false,"lifetime":false,"expires_at":"2026-05-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (58, 'msg_0000000000000000000000000000003a', 'subscription.extended', 700001, '{"type":"subscription.extended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":700001,"active":true,"lifetime":false,"expires_at":"2026-09-07T21:59:00Z","tariff":"1 month"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (59, 'msg_0000000000000000000000000000003b', 'subscription.extended', 800006, '{"type":"subscription.extended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800006,"active":true,"lifetime":false,"expires_at":"2026-07-07T21:59:00Z","tariff":"1 month"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (60, 'msg_0000000000000000000000000000003c', 'subscription.refunded', 800006, '{"type":"subscription.refunded","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800006,"active":true,"lifetime":false,"expires_at":"2026-06-07T21:59:00Z","tariff":"1 month"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (61, 'msg_0000000000000000000000000000003d', 'subscription.started', 800032, '{"type":"subscription.started","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800032,"active":true,"lifetime":false,"expires_at":"2027-05-12T21:59:00Z","tariff":"1 year"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (62, 'msg_0000000000000000000000000000003e', 'subscription.started', 800033, '{"type":"subscription.started","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800033,"active":true,"lifetime":false,"expires_at":"2026-06-12T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (63, 'msg_0000000000000000000000000000003f', 'subscription.ended', 800004, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800004,"active":false,"lifetime":false,"expires_at":null}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (64, 'msg_00000000000000000000000000000040', 'subscription.ended', 800036, '{"type":"subscription.ended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800036,"active":false,"lifetime":false,"expires_at":null}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (65, 'msg_00000000000000000000000000000041', 'subscription.started', 800036, '{"type":"subscription.started","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800036,"active":true,"lifetime":false,"expires_at":"2026-05-26T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (66, 'msg_00000000000000000000000000000042', 'subscription.extended', 800038, '{"type":"subscription.extended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800038,"active":true,"lifetime":false,"expires_at":"2026-07-08T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (67, 'msg_00000000000000000000000000000043', 'subscription.started', 800039, '{"type":"subscription.started","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800039,"active":true,"lifetime":false,"expires_at":"2026-05-19T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (68, 'msg_00000000000000000000000000000044', 'subscription.extended', 800039, '{"type":"subscription.extended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800039,"active":true,"lifetime":false,"expires_at":"2026-06-19T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (69, 'msg_00000000000000000000000000000045', 'subscription.extended', 800007, '{"type":"subscription.extended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800007,"active":true,"lifetime":false,"expires_at":"2026-07-07T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (70, 'msg_00000000000000000000000000000046', 'subscription.extended', 800040, '{"type":"subscription.extended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800040,"active":true,"lifetime":false,"expires_at":"2026-08-30T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (71, 'msg_00000000000000000000000000000047', 'subscription.started', 800008, '{"type":"subscription.started","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800008,"active":true,"lifetime":false,"expires_at":"2026-06-12T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (72, 'msg_00000000000000000000000000000048', 'subscription.extended', 800008, '{"type":"subscription.extended","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800008,"active":true,"lifetime":false,"expires_at":"2026-07-12T21:59:00Z"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);
INSERT INTO webhooks_out VALUES (73, 'msg_00000000000000000000000000000049', 'subscription.started', 800020, '{"type":"subscription.started","timestamp":"2026-05-12T21:59:00Z","data":{"telegram_user_id":800020,"active":true,"lifetime":false,"expires_at":"2026-06-12T21:59:00Z","tariff":"1 month"}}', 'queued', 1778623140, 0, NULL, NULL, 1778623140, NULL);

CREATE TABLE broadcasts (
    id INTEGER PRIMARY KEY,
    admin_id INTEGER NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('all', 'active', 'expired', 'tariff')),
    tariff_id INTEGER REFERENCES tariffs (id),
    text TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('draft', 'dropped', 'sending', 'stopping', 'stopped', 'sent')),
    -- What was counted when the text was shown to the admin: who can be written to, who can't.
    expected INTEGER NOT NULL,
    expected_skipped INTEGER NOT NULL,
    -- People are looked at in the order of their ids, in portions: up to here so far.
    looked_up_to INTEGER NOT NULL DEFAULT 0,
    all_looked_at INTEGER NOT NULL DEFAULT 0 CHECK (all_looked_at IN (0, 1)),
    recipients INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    progress_message_id INTEGER,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    CHECK ((audience = 'tariff') = (tariff_id IS NOT NULL)),
    CHECK ((state IN ('draft', 'dropped')) = (started_at IS NULL)),
    CHECK ((state IN ('stopped', 'sent')) = (finished_at IS NOT NULL))
) STRICT;
INSERT INTO broadcasts VALUES (1, 700004, 'all', NULL, 'Hello &lt;readers&gt; &amp; friends 📚
The first one.', 'sent', 32, 3, 800040, 1, 32, 3, 239, 1775599140, 1775599140, 1775599140);
INSERT INTO broadcasts VALUES (2, 700004, 'all', NULL, 'Big news: &lt;b&gt;tonight&lt;/b&gt; at 8 — «Сова» &amp; friends', 'sending', 31, 4, 800040, 1, 31, 4, 324, 1777586340, 1777586340, NULL);
INSERT INTO broadcasts VALUES (3, 700004, 'expired', NULL, 'Come back &lt;soon&gt;', 'stopped', 6, 2, 800040, 1, 6, 2, 384, 1778623140, 1778623140, 1778623140);
INSERT INTO broadcasts VALUES (4, 700004, 'all', NULL, 'A draft that nobody has sent yet', 'draft', 31, 4, 0, 0, 0, 0, NULL, 1778623140, NULL, NULL);

CREATE TABLE recurring_plans (
    -- Tribute's id of what it sells; people subscribe to it.
    subscription_id INTEGER PRIMARY KEY CHECK (subscription_id > 0),
    name TEXT,
    channel_name TEXT,
    -- unbound: nobody has decided yet whether it counts as access; foreign: it doesn't.
    state TEXT NOT NULL CHECK (state IN ('unbound', 'bound', 'foreign')),
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO recurring_plans VALUES (1644, 'Book Club: the circle', 'Circle', 'bound', 1775599140);
INSERT INTO recurring_plans VALUES (1700, 'Клуб «Сова»: круг', 'Сова', 'unbound', 1778623140);
INSERT INTO recurring_plans VALUES (1701, 'Donors', NULL, 'foreign', 1775599140);
INSERT INTO recurring_plans VALUES (1702, 'Somebody else''s', 'Else', 'foreign', 1778623140);

CREATE TABLE recurring_events (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL UNIQUE REFERENCES webhook_events (id),
    subscription_id INTEGER NOT NULL REFERENCES recurring_plans (subscription_id),
    what TEXT NOT NULL CHECK (what IN ('new', 'renewed', 'cancelled')),
    -- held: its plan is not decided; settling: it waits as a held payment, in purchases.
    status TEXT NOT NULL CHECK (status IN ('applied', 'held', 'ignored', 'settling')),
    telegram_user_id INTEGER REFERENCES people (telegram_user_id),
    telegram_username TEXT,
    trb_user_id TEXT,
    name TEXT,
    type TEXT,
    period TEXT,
    price_minor INTEGER CHECK (price_minor >= 0),
    amount_minor INTEGER CHECK (amount_minor >= 0),
    currency TEXT,
    expires_at INTEGER,
    cancel_reason TEXT,
    occurred_at INTEGER,
    received_at INTEGER NOT NULL,
    CHECK (status <> 'applied' OR (telegram_user_id IS NOT NULL AND expires_at IS NOT NULL
        AND occurred_at IS NOT NULL))
) STRICT;
INSERT INTO recurring_events VALUES (1, 28, 1644, 'new', 'applied', 800007, 'otto_m', 'T-31345', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1778191140, NULL, 1775599140, 1775599140);
INSERT INTO recurring_events VALUES (2, 29, 1644, 'new', 'applied', 800008, 'lena_yo', 'T-31346', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1778191140, NULL, 1775599140, 1775599140);
INSERT INTO recurring_events VALUES (3, 30, 1644, 'new', 'applied', 800009, 'gina_gift', 'T-31347', 'Book Club: the circle', 'gift', 'monthly', 1000, 900, 'EUR', 1778191140, NULL, 1775599140, 1775599140);
INSERT INTO recurring_events VALUES (4, 31, 1644, 'new', 'applied', 800010, NULL, 'T-31348', 'Book Club: the circle', 'trial', 'monthly', 1000, 900, 'EUR', 1776203940, NULL, 1775599140, 1775599140);
INSERT INTO recurring_events VALUES (5, 32, 1701, 'new', 'ignored', 800012, NULL, 'T-31349', 'Donors', 'regular', 'monthly', 300, 270, 'USD', 1778191140, NULL, 1775599140, 1775599140);
INSERT INTO recurring_events VALUES (6, 39, 1644, 'renewed', 'applied', 800007, 'otto_m', 'T-31345', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1780869540, NULL, 1776203940, 1776203940);
INSERT INTO recurring_events VALUES (7, 40, 1644, 'cancelled', 'applied', 800008, 'lena_yo', 'T-31346', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1778191140, NULL, 1776203940, 1776203940);
INSERT INTO recurring_events VALUES (8, 60, 1644, 'new', 'applied', 800038, 'reader_800038', 'T-31351', 'Book Club: the circle', 'gift', 'monthly', 1000, 900, 'EUR', 1781301540, NULL, 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (9, 61, 1644, 'new', 'applied', 800039, 'reader_800039', 'T-31359', 'Book Club: the circle', 'trial', 'monthly', 1000, 900, 'EUR', 1779227940, NULL, 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (10, 62, 1644, 'renewed', 'applied', 800039, 'reader_800039', 'T-31359', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1781906340, NULL, 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (11, 63, 1644, 'renewed', 'applied', 800007, 'otto_m', 'T-31345', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1783461540, NULL, 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (12, 64, 1644, 'cancelled', 'applied', 800007, 'otto_m', 'T-31345', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1783461540, NULL, 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (13, 65, 1644, 'new', 'applied', 800040, 'reader_800040', 'T-31354', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1781301540, NULL, 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (14, 66, 1644, 'cancelled', 'applied', 800040, 'reader_800040', 'T-31354', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1781301540, 'too dear', 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (15, 67, 1644, 'new', 'applied', 800008, 'lena_yo', 'T-31346', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1781301540, NULL, 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (16, 68, 1644, 'renewed', 'applied', 800008, 'lena_yo', 'T-31346', 'Book Club: the circle', 'regular', 'monthly', 1000, 900, 'EUR', 1783893540, NULL, 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (17, 69, 1700, 'new', 'held', 800011, 'uma_roy', 'T-31360', 'Клуб «Сова»: круг', 'regular', 'monthly', 49000, 44100, 'RUB', 1781301540, NULL, 1778623140, 1778623140);
INSERT INTO recurring_events VALUES (18, 70, 1702, 'new', 'ignored', 800012, NULL, 'T-31349', 'Somebody else''s', 'regular', 'monthly', 300, 270, 'USD', 1781301540, NULL, 1778623140, 1778623140);

CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('silence', 'signatures', 'outbox', 'disk', 'worker', 'backup')),
    -- Which one of several, such as a worker's name; empty where there is only one.
    subject TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER CHECK (ended_at >= began_at)
) STRICT;
INSERT INTO incidents VALUES (1, 'silence', '', 1777586340, 1777586340);
INSERT INTO incidents VALUES (2, 'signatures', '', 1777586340, 1778623140);
INSERT INTO incidents VALUES (3, 'silence', '', 1778623140, NULL);
INSERT INTO incidents VALUES (4, 'disk', '', 1778623140, NULL);
INSERT INTO incidents VALUES (5, 'worker', 'catalog', 1778623140, NULL);
INSERT INTO incidents VALUES (6, 'backup', '', 1778623140, NULL);
INSERT INTO incidents VALUES (7, 'outbox', '', 1778623140, NULL);

CREATE INDEX people_by_username ON people (username COLLATE NOCASE) WHERE username IS NOT NULL;
CREATE UNIQUE INDEX one_current_product ON tariff_products (tariff_id) WHERE is_current = 1;
CREATE INDEX tariff_products_by_tariff ON tariff_products (tariff_id);
CREATE INDEX purchases_by_person ON purchases (telegram_user_id) WHERE telegram_user_id IS NOT NULL;
CREATE INDEX held_purchases ON purchases (id) WHERE status = 'held';
CREATE INDEX purchases_without_number ON purchases (product_id, telegram_user_id)
    WHERE purchase_id IS NULL;
CREATE INDEX open_unmatched_refunds ON unmatched_refunds (id) WHERE closed_at IS NULL;
CREATE INDEX live_grants ON grants (telegram_user_id) WHERE revoked_at IS NULL;
CREATE INDEX subscriptions_to_check ON subscriptions (check_at) WHERE check_at IS NOT NULL;
CREATE UNIQUE INDEX one_open_refund ON refund_attempts (purchase_row)
    WHERE state IN ('calling', 'unknown');
CREATE INDEX outbox_queued ON outbox (lane, id) WHERE state = 'queued';
CREATE INDEX outbox_open_by_chat ON outbox (chat_id) WHERE state IN ('queued', 'waiting');
CREATE INDEX outbox_by_subject ON outbox (kind, subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX audit_by_subject ON audit (subject);
CREATE INDEX tribute_grants ON grants (telegram_user_id) WHERE source = 'tribute_subscription';
CREATE INDEX open_claims ON claims (id) WHERE state = 'open';
CREATE INDEX claims_by_person ON claims (telegram_user_id, created_at);
CREATE INDEX memberships_by_person ON memberships (telegram_user_id) WHERE state <> 'out';
CREATE INDEX requests_to_decline ON memberships (decline_at)
    WHERE state = 'asking' AND decline_at IS NOT NULL;
CREATE INDEX webhooks_out_queued ON webhooks_out (not_before, id) WHERE state = 'queued';
CREATE INDEX webhooks_out_queued_by_person ON webhooks_out (telegram_user_id, id)
    WHERE state = 'queued';
CREATE INDEX webhooks_out_undeliverable ON webhooks_out (id) WHERE state = 'undeliverable';
CREATE INDEX open_broadcasts ON broadcasts (id) WHERE state IN ('sending', 'stopping');
CREATE INDEX broadcast_drafts ON broadcasts (admin_id) WHERE state = 'draft';
CREATE INDEX outbox_broadcasts_unsent ON outbox (subject_id, state, error)
    WHERE lane = 2 AND state <> 'sent';
CREATE INDEX outbox_undeliverable ON outbox (id) WHERE state = 'undeliverable' AND lane < 2;
CREATE INDEX purchases_by_sale
    ON purchases (MIN(COALESCE(purchased_at, received_at), received_at)) WHERE status = 'applied';
CREATE INDEX purchases_by_refund ON purchases (refunded_at) WHERE status = 'refunded';
CREATE INDEX grants_by_time ON grants (granted_at) WHERE revoked_at IS NULL;
CREATE INDEX subscriptions_by_start ON subscriptions (started_at);
CREATE INDEX subscriptions_by_end ON subscriptions (expires_at);
CREATE INDEX recurring_events_by_person ON recurring_events (telegram_user_id, subscription_id);
CREATE INDEX recurring_events_by_end ON recurring_events (subscription_id, expires_at);
CREATE INDEX recurring_events_to_settle ON recurring_events (subscription_id, id)
    WHERE status IN ('held', 'ignored');
CREATE INDEX recurring_payments_by_time ON recurring_events (occurred_at)
    WHERE status = 'applied' AND what <> 'cancelled';
CREATE UNIQUE INDEX one_grant_an_event ON grants (recurring_event) WHERE recurring_event IS NOT NULL;
CREATE INDEX webhook_events_by_last_seen ON webhook_events (last_seen_at);
CREATE UNIQUE INDEX open_incidents ON incidents (kind, subject) WHERE ended_at IS NULL;
COMMIT;
