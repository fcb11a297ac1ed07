-- A session may be planned for a day before its place is booked (reference 3.1): it has no booking and no chair yet.
ALTER TABLE session ALTER COLUMN booking_id DROP NOT NULL;
ALTER TABLE session ALTER COLUMN chair_id DROP NOT NULL;
ALTER TABLE session ADD COLUMN due_on date;
ALTER TABLE session ADD CONSTRAINT session_has_its_place
    CHECK (state IN ('PLANNED', 'CANCELLED') OR (booking_id IS NOT NULL AND chair_id IS NOT NULL));
ALTER TABLE session ADD CONSTRAINT session_planned_for_a_day CHECK (booking_id IS NOT NULL OR due_on IS NOT NULL);
