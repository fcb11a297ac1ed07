/** Decides, window against baseline, who responds, who worsens and who overuses acute medication. */
@NullMarked
package org.paincare.outcome.response;

import org.jspecify.annotations.NullMarked;
