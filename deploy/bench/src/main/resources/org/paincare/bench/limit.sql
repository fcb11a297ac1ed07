-- The least that holds the same: one table per thing, only the indexes that the measured statements need.
CREATE EXTENSION pg_trgm;

CREATE TABLE patient (
    id uuid PRIMARY KEY, version int NOT NULL, given_names text NOT NULL, first_surname text NOT NULL, second_surname text,
    birth_date date NOT NULL, sex_at_birth text NOT NULL, language text NOT NULL, registered_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
INSERT INTO patient
SELECT numbered(n), 0, numbered_given_name(n), numbered_surname(n), numbered_surname(n / 1024 * 7 + n * 3),
    date '1950-01-01' + (n % 20000)::int, 'FEMALE', 'es', now(), now()
FROM generate_series(1, current_setting('bench.patients')::bigint) AS n;

CREATE TABLE patient_name (
    id uuid PRIMARY KEY, given_names text NOT NULL, first_surname text NOT NULL, second_surname text, birth_date date NOT NULL,
    folded text NOT NULL
);
INSERT INTO patient_name
SELECT id, given_names, first_surname, second_surname, birth_date,
    lower(concat_ws(' ', given_names, first_surname, second_surname))
FROM patient;
CREATE INDEX patient_name_search ON patient_name USING gin (folded gin_trgm_ops);

-- What is typed to find somebody: a surname without its last letter.
CREATE TABLE word (id int PRIMARY KEY, part text NOT NULL);
INSERT INTO word SELECT n, lower(left(numbered_surname(n), -1)) FROM generate_series(1, 1024) AS n;

CREATE TABLE observation (
    id uuid PRIMARY KEY, session_id uuid NOT NULL, patient_id uuid NOT NULL, source text NOT NULL, sbp smallint, dbp smallint,
    hr smallint, rr smallint, spo2 smallint, observed_at timestamptz NOT NULL, received_at timestamptz NOT NULL
);
INSERT INTO observation
SELECT numbered(n), numbered(1000001 + n % closed), numbered(1 + n % closed), 'DEVICE', 126, 80, 76, 14, 93,
    now() - interval '1 day' + n / closed * interval '5 s', now() - interval '1 day' + n / closed * interval '5 s'
FROM generate_series(1, current_setting('bench.observations')::bigint) AS n,
    (SELECT current_setting('bench.closed')::bigint AS closed) AS size;
CREATE INDEX observation_session ON observation (session_id, observed_at, id);

CREATE TABLE fact (
    id uuid PRIMARY KEY, patient_id uuid NOT NULL, code text NOT NULL, state text NOT NULL, value_number numeric, unit text,
    observed_at timestamptz NOT NULL, source text NOT NULL, recorded_at timestamptz NOT NULL
);
INSERT INTO fact
SELECT numbered(n), numbered(1 + n % examined),
    (ARRAY['SYSTOLIC_BP', 'DIASTOLIC_BP', 'HEART_RATE', 'WEIGHT_KG', 'HEADACHE_DAYS_28'])[1 + n / examined % 5],
    'PRESENT', 70 + n % 10, (ARRAY['mm[Hg]', 'mm[Hg]', '/min', 'kg', 'd'])[1 + n / examined % 5],
    now() - interval '200 days' + n / examined * interval '1 day', 'CLINICIAN', now()
FROM generate_series(1, current_setting('bench.observations')::bigint) AS n,
    (SELECT current_setting('bench.examined')::bigint AS examined) AS size;
CREATE INDEX fact_by_code ON fact (patient_id, code, observed_at DESC, id DESC);

CREATE TABLE answers (
    id uuid PRIMARY KEY, patient_id uuid NOT NULL, code text NOT NULL, items text NOT NULL, score numeric, band text,
    occurred_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL
);

CREATE TABLE audit (
    id uuid PRIMARY KEY, recorded_at timestamptz NOT NULL, actor_id uuid NOT NULL, actor_roles text NOT NULL,
    client text NOT NULL, action text NOT NULL, resource text NOT NULL, patient_id uuid, request_id text NOT NULL
);
