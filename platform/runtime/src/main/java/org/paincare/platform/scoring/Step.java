package org.paincare.platform.scoring;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What happens to a measure after it is computed, in the order the file lists. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Step.Scale.class, name = "SCALE"),
    @JsonSubTypes.Type(value = Step.Round.class, name = "ROUND"),
    @JsonSubTypes.Type(value = Step.RawToT.class, name = "RAW_TO_T")
})
public sealed interface Step {

    /** {@code (x + add) * multiply / divide}, exactly. */
    record Scale(
            @Nullable BigDecimal add,
            @Nullable BigDecimal multiply,
            @Nullable BigDecimal divide) implements Step {}

    /** HALF_UP to this many places; later steps and bands see the rounded number. */
    record Round(int decimals) implements Step {}

    /** The published value for a whole raw score. */
    record RawToT(String table) implements Step {}
}
