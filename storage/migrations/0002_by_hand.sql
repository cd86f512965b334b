-- Manual grants and revocations, and claims of people who paid in the browser.

-- The admin who revoked access, and why: the purchase behind it stays paid and isn't refunded.
ALTER TABLE grants ADD COLUMN revoked_by INTEGER
    CHECK (revoked_by IS NULL OR revoked_at IS NOT NULL);
ALTER TABLE grants ADD COLUMN revoked_reason TEXT
    CHECK (revoked_reason IS NULL OR revoked_by IS NOT NULL);

CREATE INDEX tribute_grants ON grants (telegram_user_id) WHERE source = 'tribute_subscription';

-- “I have paid”: what somebody sent as their receipt, until an admin has compared it.
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

CREATE INDEX open_claims ON claims (id) WHERE state = 'open';
CREATE INDEX claims_by_person ON claims (telegram_user_id, created_at);
