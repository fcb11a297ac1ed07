/**
 * How facts leave and enter a service: the transactional outbox and its relay, the inbox that gives every event one
 * effect, and parking for events that cannot be taken. Nothing else leaves or enters.
 */
@NullMarked
package org.paincare.platform.event;

import org.jspecify.annotations.NullMarked;
