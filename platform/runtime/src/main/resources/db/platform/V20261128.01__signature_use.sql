-- A signature serves one act. Its row goes in with that act, so a second use finds it, at once or years later.
CREATE TABLE signature_use (
    clinic_id    uuid        NOT NULL,
    signature_id uuid        NOT NULL,
    used_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (clinic_id, signature_id),
    FOREIGN KEY (clinic_id, signature_id) REFERENCES signature (clinic_id, id)
);
CALL ops.clinic_table('signature_use', 'SELECT, INSERT');
