-- One row per patient and local day; what it said before is kept beside it.
CREATE TABLE diary_day (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    version     int         NOT NULL,
    patient_id  uuid        NOT NULL,
    day         date        NOT NULL,
    content     text        NOT NULL CHECK (content IS JSON OBJECT),
    source      text        NOT NULL CHECK (source IN ('OWN', 'PHONE', 'PAPER')),
    reason      text        CHECK (length(reason) BETWEEN 1 AND 500),
    entered_by  uuid        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, patient_id, day),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CALL ops.clinic_table('diary_day', 'SELECT, INSERT, UPDATE');

CREATE TABLE diary_amendment (
    clinic_id    uuid        NOT NULL,
    diary_day_id uuid        NOT NULL,
    version      int         NOT NULL,
    content      text        NOT NULL,
    source       text        NOT NULL,
    reason       text,
    entered_by   uuid        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, diary_day_id, version),
    FOREIGN KEY (clinic_id, diary_day_id) REFERENCES diary_day (clinic_id, id)
);
CALL ops.clinic_table('diary_amendment', 'SELECT, INSERT');

-- A changed day leaves its earlier content behind, whoever changes it and however.
CREATE FUNCTION diary_day_keeps_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO diary_amendment (clinic_id, diary_day_id, version, content, source, reason, entered_by, recorded_at)
    VALUES (OLD.clinic_id, OLD.id, OLD.version, OLD.content, OLD.source, OLD.reason, OLD.entered_by, OLD.recorded_at);
    RETURN NULL;
END $$;
CREATE TRIGGER diary_day_keeps_history AFTER UPDATE ON diary_day
    FOR EACH ROW EXECUTE FUNCTION diary_day_keeps_history();
