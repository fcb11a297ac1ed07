package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds a consumer to what it must bear: every golden example of an event, the same with optional fields left out
 * (older events), with unknown optional fields and with unknown values of extensible enums (later minor releases).
 * Unknown fields must not change what is read.
 */
public final class ConsumerContract {

    private final Contract contract;
    private final Variants variants;
    private final List<String> failures = new ArrayList<>();

    private ConsumerContract(Contract contract) {
        this.contract = contract;
        this.variants =
                new Variants(Shape.of(contract.topic(), contract.schema(), ContractFiles.json(Contracts.TYPES)));
    }

    /**
     * Reads everything the event's producer may send.
     *
     * @param eventType as in {@code ce_type}
     * @throws AssertionError that names each example and variant the consumer cannot read
     */
    public static void assertReads(String eventType, EventReader reader) {
        var check = new ConsumerContract(Contracts.load().contract(EventType.of(eventType)));
        check.contract.examples().forEach(example -> check.example(example, reader));
        if (!check.failures.isEmpty()) {
            throw new AssertionError(
                    "the consumer cannot read " + eventType + ":\n  " + String.join("\n  ", check.failures));
        }
    }

    private void example(GoldenExample example, EventReader reader) {
        var golden = example.data();
        var expected = read(example.caseName(), golden, reader);
        for (var variant : variants.withUnknownFields(golden)) {
            var what = example.caseName() + ", " + variant.what();
            var actual = read(what, variant.data(), reader);
            if (expected instanceof Record && !Objects.equals(expected, actual)) {
                failures.add(what + ": read as " + actual + " instead of " + expected);
            }
        }
        variants.withoutOptionalFields(golden)
                .forEach(v -> read(example.caseName() + ", " + v.what(), v.data(), reader));
        variants.withUnknownValues(golden).forEach(v -> read(example.caseName() + ", " + v.what(), v.data(), reader));
    }

    private @Nullable Object read(String what, JsonNode data, EventReader reader) {
        try {
            return reader.read(data.deepCopy());
        } catch (Exception e) {
            failures.add(what + ": " + e);
            return null;
        }
    }
}
