/** Requests made from the gateway's own OpenAPI document. */
@NullMarked
package org.paincare.e2e.openapi;

import org.jspecify.annotations.NullMarked;
