-- How often somebody was reminded of an assessment nobody had answered.
ALTER TABLE assessment ADD COLUMN reminders_sent int NOT NULL DEFAULT 0 CHECK (reminders_sent >= 0);

-- The clinic's own spread before treatment is read over all its patients by instrument.
CREATE INDEX assessment_answers_scored ON assessment_answers (clinic_id, code, instrument_version) WHERE submitted;
