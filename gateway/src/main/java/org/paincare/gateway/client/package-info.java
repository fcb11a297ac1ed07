/** Decides which programs may call: the registry of API clients in the gateway's own database, their quotas and what they used. */
@NullMarked
package org.paincare.gateway.client;

import org.jspecify.annotations.NullMarked;
