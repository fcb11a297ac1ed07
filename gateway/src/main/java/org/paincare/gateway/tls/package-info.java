/** Keeps the certificates of the gateway: what it shows to callers and to services, and whom it trusts; read anew when the files change. */
@NullMarked
package org.paincare.gateway.tls;

import org.jspecify.annotations.NullMarked;
