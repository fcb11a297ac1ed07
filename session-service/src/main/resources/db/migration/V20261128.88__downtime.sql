-- A session that was run on paper (a power cut, a network down) and is charted afterwards by two people who were there:
-- which hours, why, and who. While the charting is open, what is dated inside those hours is taken with its guards as
-- warnings; what is dated outside is judged as ever.
CREATE TABLE downtime_charting (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    session_id  uuid        NOT NULL,
    down_from   timestamptz NOT NULL,
    down_to     timestamptz NOT NULL,
    reason      text        NOT NULL CHECK (length(reason) BETWEEN 3 AND 2000),
    first       uuid        NOT NULL,
    first_name  text        NOT NULL,
    first_signature uuid    NOT NULL,
    second      uuid        NOT NULL,
    second_name text        NOT NULL,
    second_signature uuid   NOT NULL,
    opened_at   timestamptz NOT NULL,
    open_until  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    FOREIGN KEY (clinic_id, first_signature) REFERENCES signature (clinic_id, id),
    FOREIGN KEY (clinic_id, second_signature) REFERENCES signature (clinic_id, id),
    CONSTRAINT charted_by_two CHECK (first <> second),
    CHECK (down_from < down_to AND down_to <= opened_at AND opened_at < open_until)
);
CREATE INDEX downtime_charting_session ON downtime_charting (clinic_id, session_id, id);
CALL ops.clinic_table('downtime_charting', 'SELECT, INSERT');
