-- The documents a clinic has its patients sign, version by version: what was published is never changed.
CREATE TABLE consent_document (
    clinic_id        uuid NOT NULL,
    id               uuid NOT NULL,
    type             text NOT NULL CHECK (type IN ('TREATMENT_OFF_LABEL', 'SEDATION_RISK', 'CONTROLLED_SUBSTANCE_AGREEMENT',
        'NO_DRIVING_ACK', 'PRIVACY_NOTICE', 'SENSITIVE_DATA_AUTHORISATION', 'TELEHEALTH_MESSAGING', 'PRO_DATA_USE',
        'RESEARCH', 'PART2_DISCLOSURE')),
    language         text NOT NULL CHECK (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
    document_version text NOT NULL CHECK (document_version ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    document_hash    text NOT NULL CHECK (document_hash ~ '^[0-9a-f]{64}$'),
    effective_from   timestamptz NOT NULL,
    asks_anew        boolean NOT NULL,
    signature_id     uuid NOT NULL,
    published_at     timestamptz NOT NULL,
    published_by     uuid NOT NULL,
    published_by_name text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT consent_document_once UNIQUE (clinic_id, type, language, document_version),
    CONSTRAINT consent_document_signature UNIQUE (clinic_id, signature_id)
);
CALL ops.clinic_table('consent_document', 'SELECT, INSERT');
