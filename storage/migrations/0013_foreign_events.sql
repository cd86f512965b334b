-- Events of Tribute that give no access, and one spelling of Telegram Stars.

-- Names that nobody knows: admins are notified of each once, and of a few a day at most.
CREATE TABLE unknown_event_names (
    name TEXT PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES webhook_events (id),
    first_seen_at INTEGER NOT NULL
) STRICT;

-- Stars have no smaller units. In these spellings an amount was shown and summed as hundredths.
UPDATE purchases SET currency = 'XTR' WHERE currency IN ('STAR', 'STARS', 'TGSTAR', 'TGSTARS');
UPDATE unmatched_refunds SET currency = 'XTR'
WHERE currency IN ('STAR', 'STARS', 'TGSTAR', 'TGSTARS');
UPDATE recurring_events SET currency = 'XTR'
WHERE currency IN ('STAR', 'STARS', 'TGSTAR', 'TGSTARS');
UPDATE tariff_products SET currency = 'XTR'
WHERE currency IN ('STAR', 'STARS', 'TGSTAR', 'TGSTARS');
