/** Decides how one request travels to its service and back: headers, limits, deadlines, pools. */
@NullMarked
package org.paincare.gateway.proxy;

import org.jspecify.annotations.NullMarked;
