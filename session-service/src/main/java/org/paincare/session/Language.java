package org.paincare.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.ProblemAnswer;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Text;

/** The language of the request under way: Spanish where the caller prefers it, else English. */
@RequestScoped
public class Language {

    private final HttpHeaders request;

    Language(HttpHeaders request) {
        this.request = request;
    }

    /** One thing in the way of a command, in the caller's language; limit, value and unit where the rule has figures. */
    public record BlockedBy(
            String code,
            String ruleId,
            String message,
            @Nullable Role waivableBy,
            @Nullable String limit,
            @Nullable String value,
            @Nullable String unit,
            @Nullable String source) {}

    public Locale locale() {
        return ProblemAnswer.languageOf(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    public String of(Text text) {
        return text.in(locale());
    }

    public List<BlockedBy> of(List<Blocked> blocked) {
        return blocked.stream()
                .map(b -> new BlockedBy(
                        b.code(),
                        b.ruleId(),
                        of(b.message()),
                        b.waivableBy(),
                        b.figures() == null ? null : b.figures().limit(),
                        b.figures() == null ? null : b.figures().value(),
                        b.figures() == null ? null : b.figures().unit(),
                        b.source() == null ? null : b.source().text()))
                .toList();
    }
}
