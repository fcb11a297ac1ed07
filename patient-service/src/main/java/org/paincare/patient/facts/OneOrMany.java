package org.paincare.patient.facts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.lang.reflect.Type;
import java.util.function.BiFunction;

/** Reads one JSON object as a list of one, beside a JSON array. */
public final class OneOrMany implements BiFunction<ObjectMapper, Type, ObjectReader> {

    @Override
    public ObjectReader apply(ObjectMapper mapper, Type type) {
        return mapper.reader().with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    }
}
