-- The last day of a professional registration: who is past it does not sign or witness. Null where none was told.
ALTER TABLE known_staff ADD COLUMN registration_expires_on date;
