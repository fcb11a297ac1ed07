/** Decides how the real PostgreSQL, the real Kafka broker and a small identity provider run on one machine without Docker. */
@NullMarked
package org.paincare.testing.local;

import org.jspecify.annotations.NullMarked;
