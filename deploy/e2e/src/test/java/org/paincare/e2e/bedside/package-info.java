/** What happens at a bedside of the launched whole. */
@NullMarked
package org.paincare.e2e.bedside;

import org.jspecify.annotations.NullMarked;
