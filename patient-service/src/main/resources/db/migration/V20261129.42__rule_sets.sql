-- A clinic's own versions of the eligibility rules, with the cases they must decide as said. Written once.
CREATE TABLE rule_set (
    clinic_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    version          text        NOT NULL CHECK (version ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    rules            text        NOT NULL CHECK (rules IS JSON OBJECT),
    golden_cases     text        NOT NULL CHECK (golden_cases IS JSON OBJECT),
    uploaded_at      timestamptz NOT NULL,
    uploaded_by      uuid        NOT NULL,
    uploaded_by_name text        NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT rule_set_once UNIQUE (clinic_id, version)
);
CALL ops.clinic_table('rule_set', 'SELECT, INSERT');

-- Which version came into use when, by whose signature; the last one is in use. The one shipped may be signed back into use.
CREATE TABLE rule_set_activation (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    ordinal      bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    version      text        NOT NULL,
    signature_id uuid        NOT NULL,
    signed_by    uuid        NOT NULL,
    signer_name  text        NOT NULL,
    activated_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT rule_set_activation_signature UNIQUE (clinic_id, signature_id)
);
CREATE INDEX rule_set_activation_latest ON rule_set_activation (clinic_id, ordinal DESC);
CALL ops.clinic_table('rule_set_activation', 'SELECT, INSERT');
