/** Who says who somebody is: our own small issuer, or a real Keycloak with the realm that production imports. */
@NullMarked
package org.paincare.local.identity;

import org.jspecify.annotations.NullMarked;
