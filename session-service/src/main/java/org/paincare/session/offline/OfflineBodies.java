package org.paincare.session.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.time.Instant;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;

/** Reads an entry's body as strictly as the endpoint of its kind. */
@Singleton
public class OfflineBodies {

    private final ObjectMapper json;
    private final Validator validator;

    OfflineBodies(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * @param timeField where that endpoint takes the time; the entry's own time goes there
     * @throws Problem MALFORMED_BODY, VALIDATION_FAILED
     */
    public <T> T read(ObjectNode body, Class<T> type, String timeField, Instant occurredAt) {
        return read(body.deepCopy().put(timeField, occurredAt.toString()), type);
    }

    /** @throws Problem MALFORMED_BODY, VALIDATION_FAILED */
    public <T> T read(ObjectNode body, Class<T> type) {
        try {
            var read = json.treeToValue(body, type);
            if (!validator.validate(read).isEmpty()) {
                throw Problem.of(PlatformProblem.VALIDATION_FAILED);
            }
            return read;
        } catch (JsonProcessingException malformed) {
            throw Problem.of(PlatformProblem.MALFORMED_BODY);
        }
    }
}
