/** What every operation has in common in the service's OpenAPI document, said once and put there when it is built. */
@NullMarked
package org.paincare.platform.document;

import org.jspecify.annotations.NullMarked;
