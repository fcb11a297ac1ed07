package org.paincare.session.ledger;

import java.util.UUID;
import org.paincare.session.reference.Text;

/**
 * A broken invariant.
 *
 * @param about the entry, container, lot or session it is about
 * @param value the offending figure, with its unit
 */
public record Violation(Invariant invariant, UUID about, String value, Text message) {}
