/** Keeps the diary: one row per patient and local day, who wrote it, and what it said before. */
@NullMarked
package org.paincare.outcome.daybook;

import org.jspecify.annotations.NullMarked;
