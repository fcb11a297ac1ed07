/** Encryption of what is kept or handed out but must not be read: stored answers, cursors. */
@NullMarked
package org.paincare.platform.crypto;

import org.jspecify.annotations.NullMarked;
