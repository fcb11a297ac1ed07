package org.paincare.platform.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one answer against its item: type, then range, then wholeness, so that no exponent can make the check costly. */
final class ItemReader {

    /** More decimals than any prorated value needs; bounds the work a tiny exponent could cause. */
    private static final int MOST_DECIMALS = 12;

    sealed interface Reading {}

    record Read(Fraction value) implements Reading {}

    record Refused(String code, Instrument.Words message) implements Reading {}

    private ItemReader() {}

    static Reading read(Instrument.Item item, JsonNode node) {
        var named = item.named();
        if (named != null) {
            BigDecimal weight = node.isTextual() ? named.get(node.textValue()) : null;
            return weight != null
                    ? new Read(Fraction.of(weight))
                    : new Refused(
                            node.isTextual() ? "OUT_OF_RANGE" : "WRONG_TYPE",
                            new Instrument.Words("Not one of the named options.", "No es una de las opciones."));
        }
        if (!node.isNumber()) {
            return new Refused("WRONG_TYPE", new Instrument.Words("A number is expected.", "Se espera un número."));
        }
        BigDecimal number = decimal(node);
        return number == null ? outOfRange() : inside(item, number);
    }

    private static Reading inside(Instrument.Item item, BigDecimal number) {
        List<BigDecimal> values = item.values();
        if (values != null) {
            return values.stream().anyMatch(allowed -> allowed.compareTo(number) == 0)
                    ? new Read(answer(item, number))
                    : outOfRange();
        }
        Instrument.Range range = item.range();
        if (range == null || number.compareTo(range.from()) < 0 || number.compareTo(range.to()) > 0) {
            return outOfRange();
        }
        int decimals = number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
        if (decimals > (range.decimals() ? MOST_DECIMALS : 0)) {
            return new Refused(
                    range.decimals() ? "TOO_PRECISE" : "NOT_WHOLE",
                    range.decimals()
                            ? new Instrument.Words("Too many decimals.", "Demasiados decimales.")
                            : new Instrument.Words("A whole number is expected.", "Se espera un número entero."));
        }
        return new Read(answer(item, number));
    }

    /** Null where the number is not finite. */
    private static @Nullable BigDecimal decimal(JsonNode node) {
        if (node.isDouble() || node.isFloat()) {
            return Double.isFinite(node.doubleValue()) ? node.decimalValue() : null;
        }
        return node.decimalValue();
    }

    private static Fraction answer(Instrument.Item item, BigDecimal number) {
        Fraction value = Fraction.of(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
        return item.reversed() ? lowest(item).plus(highest(item)).minus(value) : value;
    }

    static Fraction lowest(Instrument.Item item) {
        return Fraction.of(
                item.range() != null
                        ? item.range().from()
                        : options(item).stream().min(Comparator.naturalOrder()).orElseThrow());
    }

    static Fraction highest(Instrument.Item item) {
        return Fraction.of(
                item.range() != null
                        ? item.range().to()
                        : options(item).stream().max(Comparator.naturalOrder()).orElseThrow());
    }

    private static List<BigDecimal> options(Instrument.Item item) {
        if (item.values() != null) {
            return item.values();
        }
        return item.named() == null ? List.of() : List.copyOf(item.named().values());
    }

    private static Refused outOfRange() {
        return new Refused(
                "OUT_OF_RANGE",
                new Instrument.Words("Outside the allowed answers.", "Fuera de las respuestas permitidas."));
    }
}
