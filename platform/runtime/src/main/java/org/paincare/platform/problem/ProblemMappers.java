package org.paincare.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.paincare.platform.Text;

/** The one place where exceptions become answers. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final ProblemAnswer answer;
    private final AllowedMethods methods;

    ProblemMappers(ProblemAnswer answer, AllowedMethods methods) {
        this.answer = answer;
        this.methods = methods;
    }

    @ServerExceptionMapper
    public Response problem(Problem problem, UriInfo uri, HttpHeaders headers) {
        return answer.of(problem, uri, headers);
    }

    /** Named apart because the framework has a mapper of its own for this type. */
    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException malformed, UriInfo uri, HttpHeaders headers) {
        return answer.of(fromJackson(malformed), uri, headers);
    }

    @ServerExceptionMapper
    public Response json(JacksonException malformed, UriInfo uri, HttpHeaders headers) {
        return answer.of(fromJackson(malformed), uri, headers);
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException invalid, UriInfo uri, HttpHeaders headers) {
        var violations = invalid.getConstraintViolations().stream()
                .map(ProblemMappers::violation)
                .sorted((a, b) -> a.pointer().compareTo(b.pointer()))
                .toList();
        return answer.of(Problem.of(PlatformProblem.VALIDATION_FAILED, violations), uri, headers);
    }

    @ServerExceptionMapper
    public Response refusedByHttp(WebApplicationException refused, UriInfo uri, HttpHeaders headers) {
        if (refused.getCause() instanceof JacksonException malformed) {
            return answer.of(fromJackson(malformed), uri, headers);
        }
        return answer.of(
                isBadQuery(refused, uri) ? Problem.of(PlatformProblem.MALFORMED_PARAMETER) : fromHttp(refused),
                uri,
                headers);
    }

    /** The framework answers 404 for any value it cannot convert; only a bad id in the path means "not there". */
    private static boolean isBadQuery(WebApplicationException refused, UriInfo uri) {
        return refused instanceof NotFoundException
                && refused.getCause() != null
                && uri.getPathParameters().entrySet().stream()
                        .filter(parameter -> parameter.getKey().endsWith("Id"))
                        .allMatch(parameter -> isId(parameter.getValue().getFirst()));
    }

    private static boolean isId(String text) {
        try {
            return text.length() == 36 && UUID.fromString(text) != null;
        } catch (IllegalArgumentException notAnId) {
            return false;
        }
    }

    @ServerExceptionMapper
    public Response anythingElse(Throwable failure, UriInfo uri, HttpHeaders headers) {
        var known = DatabaseFailures.problemFor(failure);
        if (known == null) {
            LOG.errorf(failure, "unexpected failure");
            known = Problem.of(PlatformProblem.INTERNAL);
        } else if (known.code().status() >= 500) {
            LOG.warnf("%s: %s", known.code().name(), failure.getClass().getName());
        }
        return answer.of(known, uri, headers);
    }

    private static Problem fromHttp(WebApplicationException refused) {
        var status = refused.getResponse().getStatus();
        var code = switch (status) {
            case 401 -> PlatformProblem.UNAUTHENTICATED;
            case 403 -> PlatformProblem.FORBIDDEN;
            case 404 -> PlatformProblem.NOT_FOUND;
            case 405 -> PlatformProblem.METHOD_NOT_ALLOWED;
            case 406 -> PlatformProblem.NOT_ACCEPTABLE;
            case 413 -> PlatformProblem.BODY_TOO_LARGE;
            case 415 -> PlatformProblem.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? PlatformProblem.MALFORMED_BODY : PlatformProblem.INTERNAL;
        };
        if (code == PlatformProblem.INTERNAL) {
            LOG.errorf(refused, "unexpected failure");
        }
        return Problem.of(code);
    }

    @ServerExceptionMapper
    public Response notAllowed(NotAllowedException refused, UriInfo uri, HttpHeaders headers) {
        return answer.of(
                Problem.of(PlatformProblem.METHOD_NOT_ALLOWED).header(HttpHeaders.ALLOW, methods.at(uri.getPath())),
                uri,
                headers);
    }

    @ServerExceptionMapper
    public Response notAcceptable(NotAcceptableException refused, UriInfo uri, HttpHeaders headers) {
        return refusedByHttp(refused, uri, headers);
    }

    @ServerExceptionMapper
    public Response notSupported(NotSupportedException refused, UriInfo uri, HttpHeaders headers) {
        return refusedByHttp(refused, uri, headers);
    }

    /** The pointer names the place; the parser's own message is left out because it quotes what was sent. */
    private static Problem fromJackson(JacksonException malformed) {
        if (malformed.getCause() instanceof Problem problem) {
            return problem;
        }
        if (!(malformed instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return Problem.of(PlatformProblem.MALFORMED_BODY);
        }
        var pointer = new StringBuilder();
        for (var step : mapping.getPath()) {
            pointer.append('/');
            if (step.getFieldName() != null) {
                pointer.append(step.getFieldName().replace("~", "~0").replace("/", "~1"));
            } else {
                pointer.append(step.getIndex());
            }
        }
        if (mapping instanceof UnrecognizedPropertyException) {
            return Problem.of(
                    PlatformProblem.UNKNOWN_FIELD,
                    new Violation(
                            shortened(pointer),
                            "UNKNOWN_FIELD",
                            new Text("This field is not known here", "Este campo no se conoce aquí")));
        }
        return Problem.of(
                PlatformProblem.MALFORMED_BODY,
                new Violation(
                        shortened(pointer),
                        "WRONG_FORM",
                        new Text("This value has the wrong form", "Este valor tiene una forma incorrecta")));
    }

    private static String shortened(CharSequence pointer) {
        return pointer.length() <= 200 ? pointer.toString() : pointer.subSequence(0, 200) + "…";
    }

    private static Violation violation(ConstraintViolation<?> violation) {
        var annotation = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        var code = annotation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
        // The validator already spoke in the caller's language; its messages name limits, never the value.
        return new Violation(
                pointer(violation.getPropertyPath()), code, new Text(violation.getMessage(), violation.getMessage()));
    }

    /** Path of a resource method's argument: drop the method and the argument's own name. */
    private static String pointer(Path path) {
        var nodes = StreamSupport.stream(path.spliterator(), false).toList();
        if (nodes.size() <= 2) {
            return "";
        }
        var pointer = new StringBuilder();
        for (var node : nodes.subList(2, nodes.size())) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }
}
