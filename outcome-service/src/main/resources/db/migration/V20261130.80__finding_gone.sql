-- What showed an alert may be amended or corrected away: the alert stays for people to close, but the same finding shown
-- again afterwards is raised anew. Of one finding at most one raising stands.
ALTER TABLE safety_alert ADD COLUMN finding_gone_at timestamptz;
ALTER TABLE safety_alert ADD CONSTRAINT safety_alert_gone_after_raised CHECK (finding_gone_at >= raised_at);
ALTER TABLE safety_alert DROP CONSTRAINT safety_alert_raised_once;
CREATE UNIQUE INDEX safety_alert_raised_once ON safety_alert (clinic_id, finding_key) WHERE finding_gone_at IS NULL;

-- Self-harm that was amended away before today cannot be told from what still stands: where people have closed it, the
-- next time it is said it is raised anew.
UPDATE safety_alert SET finding_gone_at = raised_at WHERE rule = 'A1' AND state = 'CLOSED';
