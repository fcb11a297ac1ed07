-- The audit rows of sixteen reads, one for each connection, made durable together.
INSERT INTO audit (id, recorded_at, actor_id, actor_roles, client, action, resource, patient_id, request_id)
SELECT uuidv7(), now(), numbered(1), 'nurse', 'bench', 'READ', 'patient', numbered(1), 'request' FROM generate_series(1, 16);
