-- What PostgreSQL 16 brought.
CREATE TABLE kinds.json_checked (j text CHECK (j IS JSON OBJECT WITH UNIQUE KEYS), b text STORAGE MAIN);
INSERT INTO kinds.json_checked VALUES ('{"a": "\\."}', '\.');
CREATE VIEW kinds.json_made AS SELECT JSON_OBJECT('a;b': v, 'c': E'\\.' ABSENT ON NULL) AS j, JSON_ARRAYAGG(v ORDER BY v) AS a
  FROM kinds.by_default GROUP BY v;
