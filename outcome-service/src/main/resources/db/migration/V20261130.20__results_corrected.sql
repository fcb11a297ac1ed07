-- A result that closed a check of the team and was corrected since answers it no longer: what had been answered stays,
-- and a further revision says that nothing stands.
ALTER TABLE assessment_answers
    ADD COLUMN withdrawn boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT assessment_answers_withdrawn_check CHECK (NOT withdrawn OR (source = 'RESULT' AND submitted));
