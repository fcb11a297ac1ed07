/** Decides every number and address of the gateway that an installation may change. */
@NullMarked
package org.paincare.gateway.settings;

import org.jspecify.annotations.NullMarked;
