/** What session-service refuses, and the language it speaks; its features are the packages below. */
@NullMarked
package org.paincare.session;

import org.jspecify.annotations.NullMarked;
