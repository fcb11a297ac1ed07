/** Decides what a set of answers scores, from an instrument described as data; it knows no instrument by name. */
@NullMarked
package org.paincare.platform.scoring;

import org.jspecify.annotations.NullMarked;
