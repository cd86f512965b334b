-- Plans: what a tariff opens. Grants, subscriptions, cuts and chats belong to a plan. A shop from
-- before has one plan, and everything in it is that plan's.

CREATE TABLE plans (
    id INTEGER PRIMARY KEY,
    -- The plan's name in programs; it never changes once somebody may have read it.
    key TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 32 AND key NOT GLOB '*[^a-z0-9-]*'),
    position INTEGER NOT NULL,
    -- Not sold any more; access to it stays.
    retired_at INTEGER
) STRICT;

INSERT INTO plans (id, key, position) VALUES (1, 'access', 1);

-- Names and descriptions as admins typed them, a row for each language.
CREATE TABLE plan_texts (
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    locale TEXT NOT NULL,
    name TEXT,
    description TEXT,
    PRIMARY KEY (plan_id, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_includes (
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    included_id INTEGER NOT NULL REFERENCES plans (id),
    PRIMARY KEY (plan_id, included_id),
    CHECK (plan_id <> included_id)
) STRICT, WITHOUT ROWID;

-- The inclusions before the last change, as long as somebody's subscriptions are still folded with
-- them: the fact 'refolded_up_to' has the last Telegram id that is done.
CREATE TABLE plan_includes_before (
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    included_id INTEGER NOT NULL REFERENCES plans (id),
    PRIMARY KEY (plan_id, included_id)
) STRICT, WITHOUT ROWID;

-- Which plans open a private chat: any of them does.
CREATE TABLE plan_chats (
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    access_chat INTEGER NOT NULL REFERENCES access_chats (id),
    -- Whether ACCESS_CHAT_IDS names it; else an admin added it in the chat.
    from_settings INTEGER NOT NULL CHECK (from_settings IN (0, 1)),
    PRIMARY KEY (plan_id, access_chat)
) STRICT, WITHOUT ROWID;

INSERT INTO plan_chats (plan_id, access_chat, from_settings)
SELECT 1, id, 1 FROM access_chats WHERE is_listed = 1;

CREATE TABLE tariffs_of_plans (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    months INTEGER NOT NULL CHECK (months >= 0),
    days INTEGER NOT NULL CHECK (days >= 0),
    lifetime INTEGER NOT NULL CHECK (lifetime IN (0, 1)),
    created_at INTEGER NOT NULL,
    UNIQUE (plan_id, months, days, lifetime),
    CHECK ((lifetime = 1) = (months = 0 AND days = 0))
) STRICT;

INSERT INTO tariffs_of_plans (id, plan_id, months, days, lifetime, created_at)
SELECT id, 1, months, days, lifetime, created_at FROM tariffs;

DROP TABLE tariffs;
ALTER TABLE tariffs_of_plans RENAME TO tariffs;

-- Several products of a tariff can be on offer: one in roubles and one in euros, or two prices.
DROP INDEX one_current_product;
ALTER TABLE tariff_products RENAME COLUMN is_current TO is_on_offer;

CREATE TABLE grants_of_plans (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    source TEXT NOT NULL,
    purchase_row INTEGER UNIQUE REFERENCES purchases (id),
    recurring_event INTEGER REFERENCES recurring_events (id),
    tariff_id INTEGER REFERENCES tariffs (id),
    months INTEGER NOT NULL CHECK (months >= 0),
    days INTEGER NOT NULL CHECK (days >= 0),
    lifetime INTEGER NOT NULL CHECK (lifetime IN (0, 1)),
    fixed_end_at INTEGER,
    granted_at INTEGER NOT NULL,
    revoked_at INTEGER,
    CHECK (source <> 'purchase' OR purchase_row IS NOT NULL),
    CHECK ((source = 'tribute_subscription') = (recurring_event IS NOT NULL)),
    CHECK ((fixed_end_at IS NOT NULL) = (months = 0 AND days = 0 AND lifetime = 0))
) STRICT;

INSERT INTO grants_of_plans (id, telegram_user_id, plan_id, source, purchase_row, recurring_event,
    tariff_id, months, days, lifetime, fixed_end_at, granted_at, revoked_at)
SELECT id, telegram_user_id, 1, source, purchase_row, recurring_event, tariff_id, months, days,
    lifetime, fixed_end_at, granted_at, revoked_at
FROM grants ORDER BY id;

DROP TABLE grants;
ALTER TABLE grants_of_plans RENAME TO grants;

CREATE INDEX live_grants ON grants (telegram_user_id) WHERE revoked_at IS NULL;
CREATE INDEX grants_by_time ON grants (granted_at) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX one_grant_an_event ON grants (recurring_event)
    WHERE recurring_event IS NOT NULL;

-- Derived: the fold of the person's live grants with today's inclusions, a row for each plan that
-- they have or had, their own or by inclusion; rewritten in the same transaction.
CREATE TABLE subscriptions_of_plans (
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    started_at INTEGER NOT NULL,
    expires_at INTEGER,
    renews_at INTEGER,
    changed_at INTEGER NOT NULL,
    -- When the clock must look at it next; equal to changed_at: not looked at since the change.
    check_at INTEGER,
    -- The bought time since started_at, where expires_at is nothing but their sum. A sale is then
    -- added to it without reading the person's other grants. NULL: not so, or not known yet.
    bought_months INTEGER,
    bought_days INTEGER,
    PRIMARY KEY (telegram_user_id, plan_id),
    CHECK ((bought_days IS NULL) = (bought_months IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO subscriptions_of_plans (telegram_user_id, plan_id, started_at, expires_at, renews_at,
    changed_at, check_at, bought_months, bought_days)
SELECT telegram_user_id, 1, started_at, expires_at, renews_at, changed_at, check_at, bought_months,
    bought_days
FROM subscriptions ORDER BY telegram_user_id;

DROP TABLE subscriptions;
ALTER TABLE subscriptions_of_plans RENAME TO subscriptions;

CREATE INDEX subscriptions_to_check ON subscriptions (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX subscriptions_by_start ON subscriptions (started_at);
CREATE INDEX subscriptions_by_end ON subscriptions (expires_at);

-- An admin's end to somebody's own access to a plan; see 0016.
CREATE TABLE access_cuts_of_plans (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    at INTEGER NOT NULL,
    admin_id INTEGER NOT NULL,
    reason TEXT,
    last_grant INTEGER NOT NULL REFERENCES grants (id)
) STRICT;

INSERT INTO access_cuts_of_plans (id, telegram_user_id, plan_id, at, admin_id, reason, last_grant)
SELECT id, telegram_user_id, 1, at, admin_id, reason, last_grant FROM access_cuts;

DROP TABLE access_cuts;
ALTER TABLE access_cuts_of_plans RENAME TO access_cuts;

CREATE INDEX access_cuts_by_person ON access_cuts (telegram_user_id, last_grant, at);

-- Which plan a recurring subscription of Tribute opened from when on; none where it is foreign.
CREATE TABLE recurring_bindings_to_plans (
    id INTEGER PRIMARY KEY,
    subscription_id INTEGER NOT NULL REFERENCES recurring_plans (subscription_id),
    state TEXT NOT NULL CHECK (state IN ('bound', 'foreign')),
    plan_id INTEGER REFERENCES plans (id),
    bound_at INTEGER NOT NULL,
    CHECK ((state = 'bound') = (plan_id IS NOT NULL))
) STRICT;

INSERT INTO recurring_bindings_to_plans (id, subscription_id, state, plan_id, bound_at)
SELECT id, subscription_id, state, CASE state WHEN 'bound' THEN 1 END, bound_at
FROM recurring_bindings;

DROP TABLE recurring_bindings;
ALTER TABLE recurring_bindings_to_plans RENAME TO recurring_bindings;

CREATE INDEX recurring_bindings_by_subscription ON recurring_bindings (subscription_id, bound_at);

ALTER TABLE recurring_plans ADD COLUMN plan_id INTEGER REFERENCES plans (id);
UPDATE recurring_plans SET plan_id = 1 WHERE state = 'bound';

-- The plan of an audience; NULL for any.
ALTER TABLE broadcasts ADD COLUMN plan_id INTEGER REFERENCES plans (id);

-- The values that these columns may have are in the code from now on, and `check` compares them. An
-- edit of the definition leaves the rows as they are: SQLite allows it where a constraint is taken
-- away (https://www.sqlite.org/lang_altertable.html, the end of section 7).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (locale IN (''en'', ''ru''))', '')
WHERE type = 'table' AND name = 'people';
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'event_id INTEGER NOT NULL REFERENCES', 'event_id INTEGER REFERENCES'),
    ' CHECK (held_reason IN (''unreadable'', ''no_buyer'', ''unbound''))', '')
WHERE type = 'table' AND name = 'purchases';
UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (lane IN (-1, 0, 1, 2))', '')
WHERE type = 'table' AND name = 'outbox';
UPDATE sqlite_schema SET sql = replace(sql,
    ' CHECK (audience IN (''all'', ''active'', ''expired'', ''tariff''))', '')
WHERE type = 'table' AND name = 'broadcasts';
UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (kind IN (''silence'', ''slowed'', '
    || '''signatures'', ''outbox'', ''disk'', ''worker'', ''clock'', ''backup''))', '')
WHERE type = 'table' AND name = 'incidents';
-- A chat that an admin added isn't in the settings.
UPDATE sqlite_schema SET sql = replace(sql,
    'configured_id INTEGER NOT NULL UNIQUE', 'configured_id INTEGER UNIQUE')
WHERE type = 'table' AND name = 'access_chats';
PRAGMA writable_schema = RESET;
