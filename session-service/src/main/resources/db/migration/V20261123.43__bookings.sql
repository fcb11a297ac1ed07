CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE chair (
    clinic_id uuid    NOT NULL,
    id        uuid    NOT NULL,
    version   int     NOT NULL,
    name      text    NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    active    boolean NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT chair_name UNIQUE (clinic_id, name)
);
CALL ops.clinic_table('chair', 'SELECT, INSERT, UPDATE');

-- Two bookings that count (held or booked) never overlap in a chair, for a patient, for a nurse: the database says so,
-- whoever races. Times are half-open: one ends when the next begins.
CREATE TABLE booking (
    clinic_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    version    int         NOT NULL,
    patient_id uuid        NOT NULL,
    plan_id    uuid        NOT NULL,
    chair_id   uuid        NOT NULL,
    nurse_id   uuid,
    session_id uuid,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    state      text        NOT NULL CHECK (state IN ('HELD', 'BOOKED', 'EXPIRED', 'CANCELLED', 'RELEASED')),
    hold_until timestamptz,
    reason     text,
    booked_by  uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, chair_id) REFERENCES chair (clinic_id, id),
    FOREIGN KEY (clinic_id, plan_id) REFERENCES plan (clinic_id, id),
    CHECK (starts_at < ends_at),
    CHECK ((state = 'HELD') = (hold_until IS NOT NULL AND session_id IS NULL) OR state IN ('EXPIRED', 'CANCELLED', 'RELEASED')),
    CONSTRAINT chair_taken EXCLUDE USING gist
        (clinic_id WITH =, chair_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state IN ('HELD', 'BOOKED')),
    CONSTRAINT patient_booked EXCLUDE USING gist
        (clinic_id WITH =, patient_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state IN ('HELD', 'BOOKED')),
    CONSTRAINT nurse_booked EXCLUDE USING gist
        (clinic_id WITH =, nurse_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (state IN ('HELD', 'BOOKED') AND nurse_id IS NOT NULL)
);
CREATE INDEX booking_time ON booking (clinic_id, starts_at);
CREATE INDEX booking_hold ON booking (clinic_id, hold_until) WHERE state = 'HELD';
CALL ops.clinic_table('booking', 'SELECT, INSERT, UPDATE');
