-- How a clinic runs its day: opening hours, minutes around an infusion, ratios. Each change is another row; the last counts.
CREATE TABLE capacity_policy (
    clinic_id  uuid        NOT NULL,
    number     int         NOT NULL CHECK (number > 0),
    content    text        NOT NULL,
    person     uuid        NOT NULL,
    name       text        NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, number)
);
CALL ops.clinic_table('capacity_policy', 'SELECT, INSERT');

CREATE TABLE monitor (
    clinic_id uuid    NOT NULL,
    id        uuid    NOT NULL,
    version   int     NOT NULL,
    name      text    NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    active    boolean NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT monitor_name UNIQUE (clinic_id, name)
);
CALL ops.clinic_table('monitor', 'SELECT, INSERT, UPDATE');

-- Times in which the clinic, or one chair of it, treats nobody.
CREATE TABLE closure (
    clinic_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    version    int         NOT NULL,
    chair_id   uuid,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    reason     text        NOT NULL CHECK (length(reason) BETWEEN 3 AND 500),
    state      text        NOT NULL CHECK (state IN ('IN_FORCE', 'CANCELLED')),
    person     uuid        NOT NULL,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, chair_id) REFERENCES chair (clinic_id, id),
    CHECK (starts_at < ends_at)
);
CREATE INDEX closure_time ON closure (clinic_id, ends_at) WHERE state = 'IN_FORCE';
CALL ops.clinic_table('closure', 'SELECT, INSERT, UPDATE');

-- Who works when. Nobody is in two places at once.
CREATE TABLE shift (
    clinic_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    version    int         NOT NULL,
    staff_id   uuid        NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    state      text        NOT NULL CHECK (state IN ('PLANNED', 'CANCELLED')),
    reason     text        CHECK (length(reason) BETWEEN 3 AND 500),
    person     uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, staff_id) REFERENCES known_staff (clinic_id, id),
    CHECK (starts_at < ends_at),
    CONSTRAINT shift_overlaps EXCLUDE USING gist
        (clinic_id WITH =, staff_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state = 'PLANNED')
);
CREATE INDEX shift_time ON shift (clinic_id, starts_at) WHERE state = 'PLANNED';
CALL ops.clinic_table('shift', 'SELECT, INSERT, UPDATE');

-- A booking may keep a monitor, and its chair until it is clean again. Bookings before this have neither.
ALTER TABLE booking ADD COLUMN monitor_id uuid;
ALTER TABLE booking ADD COLUMN chair_free_at timestamptz CHECK (chair_free_at >= ends_at);
ALTER TABLE booking ADD CONSTRAINT booking_monitor FOREIGN KEY (clinic_id, monitor_id) REFERENCES monitor (clinic_id, id);
ALTER TABLE booking DROP CONSTRAINT chair_taken;
ALTER TABLE booking ADD CONSTRAINT chair_taken EXCLUDE USING gist
    (clinic_id WITH =, chair_id WITH =, tstzrange(starts_at, coalesce(chair_free_at, ends_at)) WITH &&)
    WHERE (state IN ('HELD', 'BOOKED'));
ALTER TABLE booking ADD CONSTRAINT monitor_taken EXCLUDE USING gist
    (clinic_id WITH =, monitor_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (state IN ('HELD', 'BOOKED') AND monitor_id IS NOT NULL);

-- Who would come at short notice.
CREATE TABLE wait_list_entry (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    version     int         NOT NULL,
    patient_id  uuid        NOT NULL,
    plan_id     uuid        NOT NULL,
    priority    smallint    NOT NULL CHECK (priority BETWEEN 1 AND 3),
    from_day    date        NOT NULL,
    to_day      date        NOT NULL,
    not_before  time        NOT NULL,
    not_after   time        NOT NULL,
    minutes     int         NOT NULL CHECK (minutes BETWEEN 15 AND 1440),
    state       text        NOT NULL CHECK (state IN ('WAITING', 'OFFERED', 'BOOKED', 'WITHDRAWN')),
    booking_id  uuid,
    reason      text        CHECK (length(reason) BETWEEN 3 AND 500),
    person      uuid        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, plan_id) REFERENCES plan (clinic_id, id),
    CHECK (from_day <= to_day),
    CHECK (not_before <= not_after),
    CHECK ((state IN ('OFFERED', 'BOOKED')) = (booking_id IS NOT NULL))
);
CREATE UNIQUE INDEX wait_list_once ON wait_list_entry (clinic_id, plan_id) WHERE state IN ('WAITING', 'OFFERED');
CREATE INDEX wait_list_booking ON wait_list_entry (clinic_id, booking_id) WHERE booking_id IS NOT NULL;
CALL ops.clinic_table('wait_list_entry', 'SELECT, INSERT, UPDATE');

-- A place that came free, and to whom of the wait list it was offered: nobody is offered the same one twice.
CREATE TABLE freed_place (
    clinic_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    chair_id  uuid        NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL,
    freed_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, chair_id) REFERENCES chair (clinic_id, id)
);
CALL ops.clinic_table('freed_place', 'SELECT, INSERT');

CREATE TABLE wait_list_offer (
    clinic_id  uuid        NOT NULL,
    place_id   uuid        NOT NULL,
    entry_id   uuid        NOT NULL,
    booking_id uuid        NOT NULL,
    offered_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, place_id, entry_id),
    FOREIGN KEY (clinic_id, place_id) REFERENCES freed_place (clinic_id, id),
    FOREIGN KEY (clinic_id, entry_id) REFERENCES wait_list_entry (clinic_id, id),
    FOREIGN KEY (clinic_id, booking_id) REFERENCES booking (clinic_id, id)
);
CREATE INDEX wait_list_offer_booking ON wait_list_offer (clinic_id, booking_id);
CALL ops.clinic_table('wait_list_offer', 'SELECT, INSERT');
