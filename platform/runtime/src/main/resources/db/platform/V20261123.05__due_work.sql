-- Work that a time makes due. The timer's role sees where and when; the work itself runs as the app role with that
-- clinic set and deletes the row together with its effect.
CREATE TABLE due_work (
    clinic_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    kind      text        NOT NULL,
    subject_id uuid       NOT NULL,
    due_at    timestamptz NOT NULL,
    attempts  int         NOT NULL DEFAULT 0,
    retry_at  timestamptz,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, kind, subject_id, due_at)
);
CREATE INDEX due_work_order ON due_work (due_at);
CALL ops.clinic_table('due_work', 'SELECT, INSERT, UPDATE, DELETE');
CREATE POLICY timer ON due_work FOR SELECT TO ${service}_due USING (true);
GRANT SELECT (clinic_id, id, kind, due_at, retry_at) ON due_work TO ${service}_due;
