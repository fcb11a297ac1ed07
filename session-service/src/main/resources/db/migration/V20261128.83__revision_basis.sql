-- The outcome data a revision rests on, by id; its signature covers them with the reason.
ALTER TABLE plan_revision ADD COLUMN outcome_ids text;
