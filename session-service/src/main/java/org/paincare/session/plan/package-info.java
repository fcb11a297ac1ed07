/** Which treatment a person is to have: protocols as offered, the signed plan, its revisions, and what they would give. */
@NullMarked
package org.paincare.session.plan;

import org.jspecify.annotations.NullMarked;
