/** What others say about clinic, staff and patients: remembered from their events, and asked again at the point of use. */
@NullMarked
package org.paincare.session.standing;

import org.jspecify.annotations.NullMarked;
