CREATE TABLE audit_entry (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL DEFAULT uuidv7(),
    xid         xid8        NOT NULL DEFAULT pg_current_xact_id(),
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id    uuid,
    actor_roles text        NOT NULL,
    client      text        NOT NULL,
    action      text        NOT NULL,
    resource    text        NOT NULL,
    resource_id uuid,
    patient_id  uuid,
    reason      text,
    request_id  text        NOT NULL,
    trace_id    text        NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX audit_entry_patient ON audit_entry (clinic_id, patient_id, recorded_at DESC, id DESC) WHERE patient_id IS NOT NULL;
CREATE INDEX audit_entry_order ON audit_entry (xid, id);
CALL ops.clinic_table('audit_entry', 'SELECT, INSERT');
CREATE POLICY reads ON audit_entry FOR INSERT TO ${service}_audit WITH CHECK (true);
GRANT INSERT ON audit_entry TO ${service}_audit;
CREATE POLICY sealing ON audit_entry FOR SELECT TO ${service}_sealer USING (true);
GRANT SELECT ON audit_entry TO ${service}_sealer;

CREATE TABLE audit_seal (
    clinic_id  uuid        NOT NULL,
    position   bigint      NOT NULL CHECK (position > 0),
    entry_id   uuid        NOT NULL,
    chain_hash bytea       NOT NULL CHECK (length(chain_hash) = 32),
    sealed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (clinic_id, position),
    UNIQUE (clinic_id, entry_id)
);
CALL ops.clinic_table('audit_seal', 'SELECT');
CREATE POLICY sealing ON audit_seal TO ${service}_sealer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON audit_seal TO ${service}_sealer;

-- How far the sealer has come, in the order (transaction, id).
CREATE TABLE ops.audit_cursor (
    single   boolean PRIMARY KEY DEFAULT true CHECK (single),
    xid      xid8 NOT NULL,
    entry_id uuid NOT NULL
);
INSERT INTO ops.audit_cursor (xid, entry_id) VALUES ('0', '00000000-0000-0000-0000-000000000000');
GRANT SELECT, UPDATE ON ops.audit_cursor TO ${service}_sealer;
