-- The first order of a session may be a prescriber's word: a nurse writes it down and reads it back, a second person
-- listens and signs. It is in force like a signed one until the prescriber's own signature replaces the word.
ALTER TABLE dose_order DROP CONSTRAINT dose_order_state_check;
ALTER TABLE dose_order ADD CONSTRAINT dose_order_state_check CHECK (state IN ('DRAFT', 'VERBAL', 'SIGNED', 'REPLACED'));
ALTER TABLE dose_order ADD COLUMN verbal_hash text CHECK (verbal_hash ~ '^[0-9a-f]{64}$');
ALTER TABLE dose_order ADD COLUMN verbal_at timestamptz;
ALTER TABLE dose_order ADD CONSTRAINT verbal_order_has_its_time CHECK ((verbal_hash IS NULL) = (verbal_at IS NULL));
ALTER TABLE dose_order ADD CONSTRAINT verbal_order_as_heard CHECK (state <> 'VERBAL' OR verbal_hash = content_hash);

CREATE TABLE verbal_order (
    clinic_id       uuid        NOT NULL,
    order_id        uuid        NOT NULL,
    content_hash    text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    ordered_by      uuid        NOT NULL,
    read_back       boolean     NOT NULL CHECK (read_back),
    recorded_by     uuid        NOT NULL,
    recorded_name   text        NOT NULL,
    heard_by        uuid        NOT NULL,
    heard_name      text        NOT NULL,
    heard_signature uuid        NOT NULL,
    reason          text        NOT NULL CHECK (length(reason) BETWEEN 3 AND 2000),
    ordered_at      timestamptz NOT NULL,
    countersign_by  timestamptz NOT NULL,
    recorded_at     timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, order_id),
    FOREIGN KEY (clinic_id, order_id) REFERENCES dose_order (clinic_id, id),
    CONSTRAINT verbal_order_heard_by_another CHECK (heard_by <> recorded_by)
);
CALL ops.clinic_table('verbal_order', 'SELECT, INSERT');

-- What a pharmacist said of an order as it stood: verified, or in doubt. The last word about a content counts.
CREATE TABLE order_verification (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    order_id     uuid        NOT NULL,
    content_hash text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    outcome      text        NOT NULL CHECK (outcome IN ('VERIFIED', 'QUERIED')),
    note         text        CHECK (length(note) BETWEEN 3 AND 2000),
    person       uuid        NOT NULL,
    name         text        NOT NULL,
    signature    uuid        NOT NULL,
    verified_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, order_id) REFERENCES dose_order (clinic_id, id),
    CONSTRAINT order_query_says_what CHECK (outcome <> 'QUERIED' OR note IS NOT NULL)
);
CREATE INDEX order_verification_order ON order_verification (clinic_id, order_id, id);
CALL ops.clinic_table('order_verification', 'SELECT, INSERT');
