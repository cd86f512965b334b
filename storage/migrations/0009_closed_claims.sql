-- Claims that close when the payment they name is settled, refunded or dismissed: no admin decides
-- them, so `decided_by` stays empty, and `purchase_row` says which payment it was.

CREATE TABLE claims_with_closed (
    id INTEGER PRIMARY KEY,
    telegram_user_id INTEGER NOT NULL REFERENCES people (telegram_user_id),
    text TEXT NOT NULL CHECK (length(text) > 0),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'denied', 'closed')),
    purchase_row INTEGER REFERENCES purchases (id),
    created_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by INTEGER,
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((state IN ('approved', 'denied')) = (decided_by IS NOT NULL)),
    CHECK ((state IN ('approved', 'closed')) = (purchase_row IS NOT NULL))
) STRICT;

INSERT INTO claims_with_closed (id, telegram_user_id, text, state, purchase_row, created_at,
    decided_at, decided_by)
SELECT id, telegram_user_id, text, state, purchase_row, created_at, decided_at, decided_by
FROM claims;

DROP TABLE claims;
ALTER TABLE claims_with_closed RENAME TO claims;

CREATE INDEX open_claims ON claims (id) WHERE state = 'open';
CREATE INDEX claims_by_person ON claims (telegram_user_id, created_at);
