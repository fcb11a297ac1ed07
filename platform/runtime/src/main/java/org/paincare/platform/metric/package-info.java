/** Figures that operators watch and that only the database knows, read beside the scrape and never by it. */
@NullMarked
package org.paincare.platform.metric;

import org.jspecify.annotations.NullMarked;
