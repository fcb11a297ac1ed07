package org.paincare.patient.eligibility.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What a reading says beyond present or absent. The unit of a number is the vocabulary's, never the caller's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(FactValue.Amount.class),
    @JsonSubTypes.Type(FactValue.Code.class),
    @JsonSubTypes.Type(FactValue.Day.class)
})
public sealed interface FactValue {

    /** A measured number in the unit that the vocabulary gives for its fact. */
    record Amount(BigDecimal number) implements FactValue {}

    /** One of the values that the vocabulary allows for its fact, such as {@code NEGATIVE}. */
    record Code(String code) implements FactValue {}

    /** The local calendar day on which an event happened. */
    record Day(LocalDate date) implements FactValue {}

    static FactValue of(BigDecimal number) {
        return new Amount(number);
    }

    static FactValue of(String code) {
        return new Code(code);
    }

    static FactValue of(LocalDate date) {
        return new Day(date);
    }
}
