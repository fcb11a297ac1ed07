/** Decides the order of the stops every request makes: sane on the wire, known route, valid token, one upstream. */
@NullMarked
package org.paincare.gateway;

import org.jspecify.annotations.NullMarked;
