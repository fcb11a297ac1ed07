/** Tells open boards and tablets at once what happened at the bedside. Never waits, never stores, never asks anybody. */
@NullMarked
package org.paincare.session.live;

import org.jspecify.annotations.NullMarked;
