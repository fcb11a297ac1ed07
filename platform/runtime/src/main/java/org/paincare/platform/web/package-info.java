/** What every endpoint does alike: JSON rules, request ids, entity tags, paging, cache headers. */
@NullMarked
package org.paincare.platform.web;

import org.jspecify.annotations.NullMarked;
