-- An order as it stands; any edit gives it another hash, and signatures cover hashes.
CREATE TABLE dose_order (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       int  NOT NULL,
    session_id    uuid NOT NULL,
    patient_id    uuid NOT NULL,
    plan_id       uuid NOT NULL,
    plan_revision int  NOT NULL CHECK (plan_revision > 0),
    state         text NOT NULL CHECK (state IN ('DRAFT', 'SIGNED', 'REPLACED')),
    content       text NOT NULL,
    reasons       text NOT NULL,
    guardrails    text NOT NULL,
    content_hash  text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    signed_hash   text CHECK (signed_hash ~ '^[0-9a-f]{64}$'),
    signed_by     uuid,
    signer_name   text,
    co_signed_by  uuid,
    signed_at     timestamptz,
    created_by    uuid NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    FOREIGN KEY (clinic_id, plan_id) REFERENCES plan (clinic_id, id),
    CHECK ((signed_hash IS NULL) = (signed_by IS NULL) AND (signed_hash IS NULL) = (signed_at IS NULL)),
    CHECK (state <> 'SIGNED' OR signed_hash = content_hash),
    CHECK (co_signed_by IS NULL OR co_signed_by <> signed_by)
);
CREATE INDEX dose_order_session ON dose_order (clinic_id, session_id);
CALL ops.clinic_table('dose_order', 'SELECT, INSERT, UPDATE');

-- Every content an order ever had: what was edited stays readable.
CREATE TABLE dose_order_content (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    order_id     uuid        NOT NULL,
    content      text        NOT NULL,
    reasons      text        NOT NULL,
    content_hash text        NOT NULL,
    person       uuid        NOT NULL,
    name         text        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, order_id) REFERENCES dose_order (clinic_id, id)
);
CREATE INDEX dose_order_content_order ON dose_order_content (clinic_id, order_id);
CALL ops.clinic_table('dose_order_content', 'SELECT, INSERT');
