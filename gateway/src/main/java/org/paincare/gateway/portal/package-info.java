/** The developer portal: pages of this house alone, in two languages. */
@NullMarked
package org.paincare.gateway.portal;

import org.jspecify.annotations.NullMarked;
