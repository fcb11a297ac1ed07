-- One row per Idempotency-Key and scope. Inserted first in the effect's transaction: its uniqueness is the lock.
CREATE TABLE idempotency (
    clinic_id    uuid        NOT NULL,
    caller_id    uuid        NOT NULL,
    method       text        NOT NULL,
    path         text        NOT NULL,
    key          text        NOT NULL CHECK (length(key) BETWEEN 1 AND 128),
    request_hash bytea       NOT NULL,
    answer       bytea,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (clinic_id, caller_id, method, path, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);
CALL ops.clinic_table('idempotency', 'SELECT, INSERT, UPDATE, DELETE');
-- Expired keys of all clinics are removed by the timer's role.
CREATE POLICY expiry ON idempotency TO ${service}_due USING (created_at < clock_timestamp() - interval '72 hours');
GRANT SELECT, DELETE ON idempotency TO ${service}_due;
