-- Whether Tribute refused a refund for good: its API can't return this payment, however often it is
-- asked. Earlier refusals count as before: the refund may be asked for once more.

ALTER TABLE refund_attempts
ADD COLUMN refused_for_good INTEGER NOT NULL DEFAULT 0 CHECK (refused_for_good IN (0, 1));
