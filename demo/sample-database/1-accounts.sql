-- "Kiosk", a marketplace: who buys and sells. Every value is computed, so that each load gives the same rows.
CREATE SCHEMA accounts;
COMMENT ON SCHEMA accounts IS 'People and shops';

CREATE TYPE accounts.role AS ENUM ('buyer', 'seller', 'support', 'admin');
CREATE DOMAIN accounts.email AS text CHECK (VALUE ~ '^[^@\s]+@[^@\s]+\.[a-z]+$');

CREATE TABLE accounts.users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email accounts.email NOT NULL,
  name text NOT NULL,
  role accounts.role NOT NULL DEFAULT 'buyer',
  profile jsonb NOT NULL DEFAULT '{}',
  avatar bytea,
  invited_by bigint REFERENCES accounts.users,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);
COMMENT ON COLUMN accounts.users.deleted_at IS 'Set instead of deleting the row: orders keep their buyer';

INSERT INTO accounts.users (email, name, role, profile, avatar, invited_by, created_at, deleted_at)
SELECT
  format('%s.%s%s@example.com', lower(first), lower(last), n),
  first || ' ' || last,
  (CASE WHEN n <= 3 THEN 'admin' WHEN n % 50 = 0 THEN 'support' WHEN n % 10 = 0 THEN 'seller' ELSE 'buyer' END)::accounts.role,
  jsonb_build_object('language', (ARRAY['de', 'en', 'fr', 'it', 'pl'])[n % 5 + 1], 'newsletter', n % 3 = 0,
    'address', jsonb_build_object('city', (ARRAY['Zürich', 'Łódź', 'Orléans', 'São Paulo', 'Berlin', '東京'])[n % 6 + 1], 'zip', lpad((n * 7 % 99999)::text, 5, '0'))),
  CASE WHEN n % 20 = 0 THEN decode(repeat(md5('avatar' || n), 60), 'hex') END,
  CASE WHEN n > 100 AND n % 4 = 0 THEN n / 4 END,
  timestamptz '2023-01-01 08:00+00' + n * interval '97 minutes',
  CASE WHEN n % 211 = 0 THEN timestamptz '2024-05-01 00:00+00' + n * interval '1 minute' END
FROM (
  SELECT n,
    (ARRAY['Ada', 'Björn', 'Chloé', 'Dmitri', 'Elif', 'Femi', 'Grace', 'Hana', 'Igor', 'José', 'Kiri'])[n % 11 + 1] AS first,
    (ARRAY['Abe', 'Brown', 'Castro', 'Dubois', 'Eriksen', 'Fischer', 'Garcia'])[n / 11 % 7 + 1] AS last
  FROM generate_series(1, (5000 * current_setting('sample.scale')::numeric)::int) n
) people;

CREATE UNIQUE INDEX users_email ON accounts.users (lower(email::text));
CREATE INDEX users_active_sellers ON accounts.users (created_at) WHERE role = 'seller' AND deleted_at IS NULL;
CREATE INDEX users_profile ON accounts.users USING gin (profile jsonb_path_ops);

CREATE TABLE accounts.messages (
  id bigserial PRIMARY KEY,
  sender bigint NOT NULL REFERENCES accounts.users,
  recipient bigint NOT NULL REFERENCES accounts.users,
  body text NOT NULL,
  sent_at timestamptz NOT NULL
);
INSERT INTO accounts.messages (sender, recipient, body, sent_at)
SELECT u.id, u.id % 50 + 1, E'Is it still available?\n\n\tRegards,\n\t' || u.name, u.created_at + interval '1 day'
FROM accounts.users u, generate_series(1, 2);
-- What a pg_dump by anyone but the owner would trip over.
ALTER TABLE accounts.messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_messages ON accounts.messages
  USING (current_setting('kiosk.user', true) IN (sender::text, recipient::text));
