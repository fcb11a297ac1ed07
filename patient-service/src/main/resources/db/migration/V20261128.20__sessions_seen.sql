-- Which sessions session-service told of, and whose. The patient may not be known here yet.
CREATE TABLE session_seen (
    clinic_id  uuid NOT NULL,
    id         uuid NOT NULL,
    patient_id uuid NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CALL ops.clinic_table('session_seen', 'SELECT, INSERT');
