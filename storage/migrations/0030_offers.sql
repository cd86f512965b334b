-- The place of a tariff among those of its plan, once an admin has ordered them; NULL: after those
-- with a place, the shortest first.
ALTER TABLE tariffs ADD COLUMN position INTEGER;
-- Since when an admin hides it: nobody is offered it, and its products stay bound.
ALTER TABLE tariffs ADD COLUMN hidden_at INTEGER;
