-- Finds one among very many purchases without a number: by its own delivery, and among the few that
-- weren't granted at once, whose delivery may have had any name.
CREATE INDEX purchases_without_number_by_event ON purchases (event_id) WHERE purchase_id IS NULL;
CREATE INDEX unusual_purchases_without_number ON purchases (product_id, telegram_user_id)
    WHERE purchase_id IS NULL AND (status <> 'applied' OR settled_at IS NOT NULL);
