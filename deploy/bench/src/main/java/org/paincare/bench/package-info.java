/** What the whole system does per second and request, beside what PostgreSQL alone could do with the same load. */
@NullMarked
package org.paincare.bench;

import org.jspecify.annotations.NullMarked;
