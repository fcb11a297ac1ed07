/** One service's part of a clinic's day; the gateway puts the parts together. */
@NullMarked
package org.paincare.platform.today;

import org.jspecify.annotations.NullMarked;
