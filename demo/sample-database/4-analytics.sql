-- What visitors did, a partition per month; the default takes what no month wants.
CREATE SCHEMA analytics;

CREATE TABLE analytics.events (
  id bigint NOT NULL,
  at timestamptz NOT NULL,
  visitor uuid NOT NULL,
  kind text NOT NULL,
  payload jsonb,
  PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
DO $$
DECLARE
  month date;
BEGIN
  FOR month IN SELECT generate_series(date '2024-01-01', date '2024-06-01', interval '1 month')::date LOOP
    EXECUTE format('CREATE TABLE analytics.%I PARTITION OF analytics.events FOR VALUES FROM (%L) TO (%L)',
      'events_' || to_char(month, 'YYYY_MM'), month || ' 00:00+00', (month + interval '1 month')::date || ' 00:00+00');
  END LOOP;
END $$;
CREATE TABLE analytics.events_other PARTITION OF analytics.events DEFAULT;
CREATE INDEX events_kind ON analytics.events (kind, at);

INSERT INTO analytics.events
SELECT n, timestamptz '2024-01-01 00:00+00' + n * (interval '200 days' / events), md5('visitor' || n % 3000)::uuid,
  (ARRAY['view', 'view', 'search', 'basket', 'buy'])[n % 5 + 1],
  CASE WHEN n % 5 = 2 THEN jsonb_build_object('query', 'lamp ' || n % 77) WHEN n % 7 > 0 THEN jsonb_build_object('product', n % 4000 + 1, 'ms', n % 977) END
FROM (SELECT (45000 * current_setting('sample.scale')::numeric)::int AS events) asked, generate_series(1, events) n;

COMMENT ON TABLE analytics.events IS 'Raw; kept for thirteen months';
