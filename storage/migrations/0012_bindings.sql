-- What a product or a recurring subscription was bound to at each time: a payment counts by the
-- binding that held when it was paid, however late its delivery comes.

CREATE TABLE product_bindings (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL CHECK (product_id > 0),
    tariff_id INTEGER NOT NULL REFERENCES tariffs (id),
    bound_at INTEGER NOT NULL
) STRICT;

CREATE INDEX product_bindings_by_product ON product_bindings (product_id, bound_at);

INSERT INTO product_bindings (product_id, tariff_id, bound_at)
SELECT product_id, tariff_id, bound_at FROM tariff_products ORDER BY bound_at, product_id;

CREATE TABLE recurring_bindings (
    id INTEGER PRIMARY KEY,
    subscription_id INTEGER NOT NULL REFERENCES recurring_plans (subscription_id),
    state TEXT NOT NULL CHECK (state IN ('bound', 'foreign')),
    bound_at INTEGER NOT NULL
) STRICT;

CREATE INDEX recurring_bindings_by_subscription ON recurring_bindings (subscription_id, bound_at);

-- Every decision about them so far stands in the audit.
INSERT INTO recurring_bindings (subscription_id, state, bound_at)
SELECT p.subscription_id, CASE a.action WHEN 'bound' THEN 'bound' ELSE 'foreign' END, a.at
FROM audit a JOIN recurring_plans p ON a.subject = 'recurring:' || p.subscription_id
WHERE a.action IN ('bound', 'unbound')
ORDER BY a.id;

-- The name of a product when it was bought, where the older webhooks had none.
UPDATE purchases SET product_name = (
    SELECT name FROM tariff_products p WHERE p.product_id = purchases.product_id)
WHERE product_name IS NULL AND status <> 'held';
