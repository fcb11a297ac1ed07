-- The last number given in a stream. A row and not a sequence: no gaps, and its lock orders the stream's events.
CREATE TABLE stream_counter (
    clinic_id     uuid   NOT NULL,
    stream_id     uuid   NOT NULL,
    last_sequence bigint NOT NULL CHECK (last_sequence > 0),
    PRIMARY KEY (clinic_id, stream_id)
);
CALL ops.clinic_table('stream_counter', 'SELECT, INSERT, UPDATE');

CREATE TABLE outbox (
    clinic_id   uuid        NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    stream_id   uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    event_id    uuid        NOT NULL,
    type        text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    causation_id uuid,
    traceparent text NOT NULL,
    data        text        NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, stream_id, sequence)
);
CREATE INDEX outbox_order ON outbox (id);
CALL ops.clinic_table('outbox', 'INSERT');
CREATE POLICY relaying ON outbox TO ${service}_relay USING (true);
GRANT SELECT, DELETE ON outbox TO ${service}_relay;

-- Every event ever published, kept as long as the record; replays and new consumers read it.
CREATE TABLE event_log (
    clinic_id    uuid        NOT NULL,
    id           bigint      NOT NULL,
    stream_id    uuid        NOT NULL,
    sequence     bigint      NOT NULL,
    event_id     uuid        NOT NULL,
    type         text        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    causation_id uuid,
    traceparent  text        NOT NULL,
    data         text        NOT NULL,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (clinic_id, id, published_at)
) PARTITION BY RANGE (published_at);
CREATE TABLE event_log_default PARTITION OF event_log DEFAULT;
CREATE INDEX event_log_stream ON event_log (clinic_id, stream_id, sequence);
CALL ops.clinic_table('event_log', 'SELECT');
CALL ops.clinic_table('event_log_default', 'SELECT');
CREATE POLICY relaying ON event_log TO ${service}_relay USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON event_log TO ${service}_relay;

-- The last event taken per consumer, source and stream; commits with the event's effect.
CREATE TABLE inbox (
    clinic_id     uuid   NOT NULL,
    consumer      text   NOT NULL,
    source        text   NOT NULL,
    stream_id     uuid   NOT NULL,
    last_sequence bigint NOT NULL CHECK (last_sequence >= 0),
    parked        boolean NOT NULL DEFAULT false,
    PRIMARY KEY (clinic_id, consumer, source, stream_id)
);
CALL ops.clinic_table('inbox', 'SELECT, INSERT, UPDATE');

-- Events that could not be taken, in the order in which they came; the stream waits, others pass.
CREATE TABLE parked_event (
    clinic_id   uuid        NOT NULL,
    consumer    text        NOT NULL,
    source      text        NOT NULL,
    stream_id   uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    event_id    uuid        NOT NULL,
    type        text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    causation_id uuid,
    data        text        NOT NULL,
    reason      text        NOT NULL,
    parked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (clinic_id, consumer, source, stream_id, sequence)
);
CALL ops.clinic_table('parked_event', 'SELECT, INSERT, DELETE');
CREATE POLICY watching ON parked_event FOR SELECT TO ${service}_ops USING (true);
GRANT SELECT (clinic_id, consumer, source, stream_id, sequence, event_id, type, occurred_at, reason, parked_at) ON parked_event TO ${service}_ops;
