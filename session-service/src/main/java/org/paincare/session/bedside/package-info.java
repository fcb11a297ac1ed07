/** What is done at the bedside: the pump set and checked, drug started, changed, paused and stopped, harm recorded. */
@NullMarked
package org.paincare.session.bedside;

import org.jspecify.annotations.NullMarked;
