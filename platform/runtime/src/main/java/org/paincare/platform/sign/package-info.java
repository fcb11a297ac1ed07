/** Who signed what exactly, meaning what: a signature covers the hash of its content and is void for any other. */
@NullMarked
package org.paincare.platform.sign;

import org.jspecify.annotations.NullMarked;
