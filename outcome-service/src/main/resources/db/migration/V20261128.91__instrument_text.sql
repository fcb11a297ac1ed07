-- The words of an instrument that may not ship, loaded by a clinic under its own licence. Nothing is overwritten: the
-- highest revision stands.
CREATE TABLE instrument_text (
    clinic_id          uuid        NOT NULL,
    instrument         text        NOT NULL,
    instrument_version text        NOT NULL,
    language           text        NOT NULL CHECK (language IN ('es', 'en')),
    revision           int         NOT NULL CHECK (revision > 0),
    licence            text        NOT NULL CHECK (length(licence) BETWEEN 1 AND 300),
    content            text        NOT NULL CHECK (content IS JSON OBJECT),
    loaded_by          uuid        NOT NULL,
    loaded_at          timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, instrument, instrument_version, language, revision)
);
CALL ops.clinic_table('instrument_text', 'SELECT, INSERT');
