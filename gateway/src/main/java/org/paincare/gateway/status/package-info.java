/** Decides what operators see: health of the whole, metrics by route template, one log line per request. */
@NullMarked
package org.paincare.gateway.status;

import org.jspecify.annotations.NullMarked;
