package org.paincare.platform.scoring;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** How a measure comes from answers. Adding one means the compiler asks {@link Evaluation} what it does. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Operator.Sum.class, name = "SUM"),
    @JsonSubTypes.Type(value = Operator.Mean.class, name = "MEAN"),
    @JsonSubTypes.Type(value = Operator.Weighted.class, name = "WEIGHTED"),
    @JsonSubTypes.Type(value = Operator.Value.class, name = "VALUE"),
    @JsonSubTypes.Type(value = Operator.Difference.class, name = "DIFFERENCE"),
    @JsonSubTypes.Type(value = Operator.PercentChange.class, name = "PERCENT_CHANGE"),
    @JsonSubTypes.Type(value = Operator.Rate.class, name = "RATE"),
    @JsonSubTypes.Type(value = Operator.Profile.class, name = "PROFILE"),
    @JsonSubTypes.Type(value = Operator.CountFlags.class, name = "COUNT_FLAGS"),
    @JsonSubTypes.Type(value = Operator.Of.class, name = "OF")
})
public sealed interface Operator {

    /** Sum; where the policy lets answers be missing, the mean of the answered times the number of items. */
    record Sum(List<String> items) implements Operator {}

    /** Mean of the answered items. */
    record Mean(List<String> items) implements Operator {}

    /** Sum of answer times weight; needs every answer. */
    record Weighted(Map<String, BigDecimal> weights) implements Operator {}

    /** One answer as it is. */
    record Value(String item) implements Operator {}

    /** {@code to - from}. */
    record Difference(String from, String to) implements Operator {}

    /** {@code (to - from) * 100 / from}; undefined from 0. */
    record PercentChange(String from, String to) implements Operator {}

    /** {@code item * times / per}; undefined per 0. */
    record Rate(String item, String per, int times) implements Operator {}

    /** The answers written one after another; a text, not a number. */
    record Profile(List<String> items) implements Operator {}

    /** How many of these flags are raised; undefined while a missing answer leaves one open. */
    record CountFlags(List<String> flags) implements Operator {}

    /** Another measure, declared earlier. */
    record Of(String measure) implements Operator {}
}
