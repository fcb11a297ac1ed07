/** Who calls, with which roles, and whether the permission matrix lets them. */
@NullMarked
package org.paincare.platform.identity;

import org.jspecify.annotations.NullMarked;
