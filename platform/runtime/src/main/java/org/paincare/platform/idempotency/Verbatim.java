package org.paincare.platform.idempotency;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** A JSON text that is written as it stands. */
record Verbatim(@JsonValue @JsonRawValue String json) {}
