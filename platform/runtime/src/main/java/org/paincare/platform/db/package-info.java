/** Plain SQL for mechanism: few lines over JDBC, always inside a transaction. */
@NullMarked
package org.paincare.platform.db;

import org.jspecify.annotations.NullMarked;
