/** What a service's tests need of the outside world: real servers, tokens and a person to be. */
@NullMarked
package org.paincare.testing;

import org.jspecify.annotations.NullMarked;
