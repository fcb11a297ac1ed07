/** Decides what a diary day may hold and what kind of day it was. */
@NullMarked
package org.paincare.outcome.diary;

import org.jspecify.annotations.NullMarked;
