package org.paincare.platform.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A result as it is shown: a number with its decimals, or a profile text. */
public sealed interface Shown {

    JsonNode toJson();

    record Number(BigDecimal value) implements Shown {
        @Override
        public JsonNode toJson() {
            return DecimalNode.valueOf(value);
        }
    }

    record Text(String value) implements Shown {
        @Override
        public JsonNode toJson() {
            return TextNode.valueOf(value);
        }
    }

    static Number number(Fraction exact, Instrument.Show show) {
        return new Number(
                switch (show) {
                    case INTEGER, TEXT -> exact.rounded(0);
                    case ONE_DECIMAL -> exact.rounded(1);
                    case UP_TO_TWO_DECIMALS -> atLeastOneDecimal(exact.rounded(2));
                });
    }

    private static BigDecimal atLeastOneDecimal(BigDecimal value) {
        BigDecimal shortened = value.stripTrailingZeros();
        return shortened.scale() < 1 ? shortened.setScale(1, RoundingMode.UNNECESSARY) : shortened;
    }
}
