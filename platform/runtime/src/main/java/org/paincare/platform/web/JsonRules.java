package org.paincare.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * JSON as this system reads and writes it: unknown fields, duplicate keys and values of another type are refused,
 * absent stands for null in answers, times are RFC 3339. What could exhaust the reader (depth, length, exponents) or
 * what the database cannot hold (NUL, lone surrogates, years outside 1900 to 2200) is refused while reading.
 */
@Singleton
public class JsonRules implements ObjectMapperCustomizer {

    private static final int MAX_DEPTH = 40;
    private static final int MAX_STRING = 100_000;
    private static final int MAX_NUMBER = 40;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    /** Last of all: of two readers of a type Jackson keeps the one registered last, and times have one of Quarkus' own. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING)
                        .maxNumberLength(MAX_NUMBER)
                        .maxNameLength(200)
                        .build());
        mapper.configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .setSerializationInclusion(JsonInclude.Include.NON_NULL);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Enum).setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        var safe = new SimpleModule("paincare");
        safe.addDeserializer(String.class, new SafeText());
        safe.addDeserializer(BigDecimal.class, new SafeNumber());
        safe.addDeserializer(Instant.class, new SafeInstant());
        safe.addDeserializer(LocalDate.class, new SafeDay());
        mapper.registerModule(safe);
    }

    /** Text the database can hold. */
    private static final class SafeText extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        SafeText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(com.fasterxml.jackson.core.JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            var text = parser.getText();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c) || c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0x7F) {
                    return (String) context.handleWeirdStringValue(String.class, "", "not storable text");
                }
            }
            return text;
        }
    }

    /** A number whose exponent cannot make it enormous when written out. */
    private static final class SafeNumber extends StdScalarDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1L;
        private static final int MAX_EXPONENT = 30;

        SafeNumber() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
            }
            var number = parser.getDecimalValue();
            if (Math.abs(number.scale()) > MAX_EXPONENT || number.precision() > MAX_EXPONENT) {
                return (BigDecimal) context.handleWeirdNumberValue(BigDecimal.class, 0, "out of every range");
            }
            return number;
        }
    }

    /** RFC 3339 with an offset, years 1900 to 2200, kept to the millisecond. */
    private static final class SafeInstant extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        SafeInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(com.fasterxml.jackson.core.JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            var time = Rfc3339.parse(parser.getText());
            if (time.isEmpty() || !inRange(time.get().atZone(ZoneOffset.UTC).getYear())) {
                return (Instant) context.handleWeirdStringValue(Instant.class, "", "not a time of RFC 3339");
            }
            return time.get();
        }
    }

    /** {@code YYYY-MM-DD}, years 1900 to 2200. */
    private static final class SafeDay extends StdScalarDeserializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        SafeDay() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(com.fasterxml.jackson.core.JsonToken.VALUE_STRING)) {
                return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
            }
            var day = Rfc3339.parseDay(parser.getText());
            if (day.isEmpty() || !inRange(day.get().getYear())) {
                return (LocalDate) context.handleWeirdStringValue(LocalDate.class, "", "not a day");
            }
            return day.get();
        }
    }

    private static boolean inRange(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
