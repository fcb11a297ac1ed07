package org.paincare.patient;

import java.util.UUID;

/** Told inside this service, in the transaction of the change: what somebody has to see to for a patient may be another. */
public record CareChange(UUID patientId) {}
