-- What patients took of their sprays at home, as told to staff. Taken is taken: rows are never refused for a limit, edited
-- or deleted; a correction is a row that stands for another, none taken included.
CREATE TABLE home_dose (
    clinic_id     uuid           NOT NULL,
    id            uuid           NOT NULL,
    patient_id    uuid           NOT NULL,
    order_id      uuid,
    session_id    uuid,
    plan_id       uuid,
    sprays        int            NOT NULL CHECK (sprays BETWEEN 0 AND 1000),
    mg_per_spray  numeric(15, 6) NOT NULL CHECK (mg_per_spray > 0 AND mg_per_spray <= 1000),
    mg            numeric(15, 6) NOT NULL,
    strength      text           NOT NULL CHECK (strength IN ('ORDERED', 'STATED', 'PUBLISHED')),
    source        text           NOT NULL CHECK (source IN ('PHONE', 'PAPER', 'VISIT')),
    note          text           CHECK (length(note) BETWEEN 3 AND 2000),
    supersedes    uuid,
    reason        text           CHECK (length(reason) BETWEEN 3 AND 2000),
    in_day        int            NOT NULL CHECK (in_day >= 0),
    in_week       int            NOT NULL CHECK (in_week >= in_day),
    days_in_month int            NOT NULL CHECK (days_in_month BETWEEN 0 AND 28),
    guardrails    text           NOT NULL,
    findings      text           NOT NULL,
    person        uuid           NOT NULL,
    name          text           NOT NULL,
    taken_at      timestamptz    NOT NULL,
    recorded_at   timestamptz    NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, order_id) REFERENCES dose_order (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    FOREIGN KEY (clinic_id, plan_id) REFERENCES plan (clinic_id, id),
    FOREIGN KEY (clinic_id, supersedes) REFERENCES home_dose (clinic_id, id),
    CONSTRAINT home_dose_corrected_once UNIQUE (clinic_id, supersedes),
    CONSTRAINT home_dose_mg_is_sprays_times_strength CHECK (mg = sprays * mg_per_spray),
    CHECK (taken_at <= recorded_at),
    CHECK (sprays > 0 OR supersedes IS NOT NULL),
    CHECK ((supersedes IS NULL) = (reason IS NULL)),
    CHECK (num_nonnulls(order_id, session_id, plan_id) IN (0, 3))
);
CREATE INDEX home_dose_patient ON home_dose (clinic_id, patient_id, taken_at DESC, id DESC);
CREATE INDEX home_dose_session ON home_dose (clinic_id, session_id) WHERE session_id IS NOT NULL;
CALL ops.clinic_table('home_dose', 'SELECT, INSERT');
