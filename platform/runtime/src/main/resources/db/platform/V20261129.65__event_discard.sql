-- Parked events that two operators gave up: who asked, who agreed, why, and the event itself, which is kept.
CREATE TABLE event_discard (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    consumer    text        NOT NULL,
    source      text        NOT NULL,
    stream_id   uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    event_id    uuid        NOT NULL,
    type        text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    data        text        NOT NULL,
    failure     text        NOT NULL,
    reason      text        NOT NULL CHECK (length(reason) BETWEEN 10 AND 500),
    asked_by    uuid        NOT NULL,
    asked_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    agreed_by   uuid CHECK (agreed_by <> asked_by),
    agreed_at   timestamptz,
    CHECK ((agreed_by IS NULL) = (agreed_at IS NULL)),
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, consumer, source, stream_id, sequence)
);
CALL ops.clinic_table('event_discard', 'SELECT, INSERT');
GRANT UPDATE (agreed_by, agreed_at) ON event_discard TO ${service}_app;
CREATE POLICY watching ON event_discard FOR SELECT TO ${service}_ops USING (true);
GRANT SELECT (clinic_id, id, consumer, source, stream_id, sequence, event_id, type, occurred_at, failure, reason, asked_by,
    asked_at, agreed_by, agreed_at) ON event_discard TO ${service}_ops;
