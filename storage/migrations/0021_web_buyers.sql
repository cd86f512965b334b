-- Finds the purchases of somebody whom only Tribute knows, also once an admin has named them.
CREATE INDEX purchases_by_web_buyer ON purchases (trb_user_id)
    WHERE trb_user_id >= 'W-' AND trb_user_id < 'W.';

-- The purchase that this refunded one turned out to be: a refund by number had made a row of its own
-- before anybody could know that both are one payment.
ALTER TABLE purchases ADD COLUMN same_as INTEGER;
