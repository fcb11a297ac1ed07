/** Which clinic a unit of work belongs to, and how the database comes to know it. */
@NullMarked
package org.paincare.platform.tenancy;

import org.jspecify.annotations.NullMarked;
