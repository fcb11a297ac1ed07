/** Carries two invented clinics, and one invented woman's whole programme, through a new installation over the gateway. */
@NullMarked
package org.paincare.local.demo;

import org.jspecify.annotations.NullMarked;
