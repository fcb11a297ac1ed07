-- What is due in the whole clinic: a day's calls.
CREATE INDEX assessment_due ON assessment (clinic_id, state, due_at, id);
