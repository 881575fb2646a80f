-- Orders, what is in them, and who paid.
CREATE SCHEMA sales;

CREATE TYPE sales.status AS ENUM ('open', 'paid', 'shipped', 'returned', 'cancelled');
CREATE SEQUENCE sales.invoice_number START 20240001 INCREMENT 1 CACHE 1;

CREATE TABLE sales.orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  buyer bigint NOT NULL REFERENCES accounts.users,
  status sales.status NOT NULL,
  placed_at timestamptz NOT NULL,
  total catalog.cents NOT NULL DEFAULT 0,
  note text
);
CREATE TABLE sales.order_items (
  order_id bigint NOT NULL REFERENCES sales.orders ON DELETE CASCADE,
  line smallint NOT NULL,
  product bigint NOT NULL REFERENCES catalog.products,
  quantity int NOT NULL CHECK (quantity > 0),
  price catalog.cents NOT NULL,
  PRIMARY KEY (order_id, line)
);

-- Keeps orders.total: one update per statement, however many lines came.
CREATE FUNCTION sales.add_up_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sales.orders o SET total = o.total + added.total
  FROM (SELECT order_id, sum(quantity * price) AS total FROM new_lines GROUP BY order_id) added
  WHERE added.order_id = o.id;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION sales.add_up_orders() IS 'orders.total = sum of its lines; "never write it by hand"';
CREATE TRIGGER add_up_orders AFTER INSERT ON sales.order_items
  REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION sales.add_up_orders();

INSERT INTO sales.orders (buyer, status, placed_at, note)
SELECT n::bigint * 31 % users + 1,
  (ARRAY['paid', 'paid', 'shipped', 'shipped', 'shipped', 'open', 'returned', 'cancelled'])[n % 8 + 1]::sales.status,
  timestamptz '2024-01-01 00:00+00' + n * interval '19 minutes',
  CASE WHEN n % 40 = 0 THEN E'Please ring twice.\tThe bell\\buzzer is broken\n— thank you!' END
FROM (SELECT count(*) AS users FROM accounts.users) counted,
  generate_series(1, (20000 * current_setting('sample.scale')::numeric)::int) n;

INSERT INTO sales.order_items
SELECT o.id, line, p.id, 1 + o.id % 3, p.price
FROM sales.orders o
CROSS JOIN LATERAL generate_series(1, 1 + o.id % 4) line
JOIN catalog.products p ON p.id = (o.id * 17 + line * 101) % (SELECT count(*) FROM catalog.products) + 1;

CREATE TABLE sales.payments (
  order_id bigint PRIMARY KEY REFERENCES sales.orders,
  invoice bigint NOT NULL UNIQUE DEFAULT nextval('sales.invoice_number'),
  amount numeric(12, 2) NOT NULL,
  fee numeric GENERATED ALWAYS AS (round(amount * 0.029, 4)) STORED,
  paid_at timestamptz NOT NULL,
  receipt jsonb
);
ALTER SEQUENCE sales.invoice_number OWNED BY sales.payments.invoice;
INSERT INTO sales.payments (order_id, amount, paid_at, receipt)
SELECT id, total / 100.0, placed_at + interval '5 minutes', jsonb_build_object('method', (ARRAY['card', 'twint', 'blik'])[id % 3 + 1], 'reference', md5('payment' || id))
FROM sales.orders WHERE status IN ('paid', 'shipped', 'returned') ORDER BY id;

CREATE INDEX orders_open ON sales.orders (placed_at) WHERE status = 'open';
CREATE INDEX orders_by_buyer ON sales.orders (buyer, placed_at DESC);

CREATE VIEW sales.open_orders AS
  SELECT o.id, u.name AS buyer, o.total / 100.0 AS total, o.placed_at
  FROM sales.orders o JOIN accounts.users u ON u.id = o.buyer
  WHERE o.status = 'open';
CREATE MATERIALIZED VIEW sales.revenue_by_month AS
  SELECT date_trunc('month', paid_at AT TIME ZONE 'UTC')::date AS month, count(*) AS payments, sum(amount) AS revenue
  FROM sales.payments GROUP BY 1 ORDER BY 1;
CREATE UNIQUE INDEX revenue_by_month_month ON sales.revenue_by_month (month);
