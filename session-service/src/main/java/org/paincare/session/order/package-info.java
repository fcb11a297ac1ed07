/** What is to be given in a session: ordered, judged by the guardrails, signed over its exact content. */
@NullMarked
package org.paincare.session.order;

import org.jspecify.annotations.NullMarked;
