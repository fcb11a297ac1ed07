package org.paincare.session.dose;

import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/** What speaks against an adjunct dose; {@code overridableBy} names who may set a hold aside with a reason. */
public record AdjunctFinding(
        String code,
        String ruleId,
        Level level,
        String limit,
        String value,
        String unit,
        Source source,
        @Nullable Role overridableBy,
        Text message) {}
