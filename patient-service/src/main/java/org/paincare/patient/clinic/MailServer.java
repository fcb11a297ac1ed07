package org.paincare.patient.clinic;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.mail.SMTPException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The installation's mail server, where it has one. One that cannot be reached is left alone for a while, so that work that
 * has nothing to do with mail never waits long for it. Addresses and texts are logged nowhere.
 */
@ApplicationScoped
class MailServer {

    private static final Logger LOG = Logger.getLogger(MailServer.class);

    /** Of a mailbox that is not there or may not be written to (RFC 5321 4.2.3). */
    private static final Set<Integer> NO_SUCH_MAILBOX = Set.of(550, 551, 553);

    /** What became of one mail. */
    enum Result {
        SENT,
        /** Nothing was tried: the server could not be reached a moment ago. */
        LEFT_ALONE,
        SERVER_UNREACHABLE,
        SERVER_REFUSED,
        /** It will never be taken. */
        ADDRESS_REFUSED
    }

    private final Mailer mailer;
    private final Provider<Optional<String>> host;
    private final String from;
    private final Duration pause;
    private volatile long unreachableSince;

    MailServer(
            Mailer mailer,
            @ConfigProperty(name = "paincare.mail.host") Provider<Optional<String>> host,
            @ConfigProperty(name = "paincare.mail.from") String from,
            @ConfigProperty(name = "paincare.mail.pause") Duration pause) {
        this.mailer = mailer;
        this.host = host;
        this.from = from;
        this.pause = pause;
    }

    void check(
            @Observes @Priority(1) StartupEvent start,
            @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls,
            @ConfigProperty(name = "quarkus.mailer.start-tls", defaultValue = "OPTIONAL") String startTls) {
        if (ConfigUtils.isProfileActive("prod") && isThere()) {
            var reason = refusal(tls, startTls, from);
            if (reason != null) {
                throw new ConfigurationException("Refused: " + reason);
            }
        }
    }

    /** Why a production system must not send mail like this; null where it may. */
    static @Nullable String refusal(boolean tls, String startTls, String from) {
        if (!tls && !"REQUIRED".equals(startTls)) {
            return "links of invitations go over TLS alone in production: PAINCARE_SMTP_START_TLS=REQUIRED or"
                    + " PAINCARE_SMTP_TLS=true.";
        }
        return from.endsWith(".invalid") ? "PAINCARE_MAIL_FROM must say who sends the mail." : null;
    }

    boolean isThere() {
        return host.get().filter(name -> !name.isBlank()).isPresent();
    }

    /** @param id of what the mail is about: a repeat of it carries the same message id, so that a mailbox may know it */
    Result send(UUID id, String to, String subject, String body) {
        if (unreachableSince != 0 && System.nanoTime() - unreachableSince < pause.toNanos()) {
            return Result.LEFT_ALONE;
        }
        try {
            mailer.send(Mail.withText(to, subject, body)
                    .setFrom(from)
                    .addHeader("Message-ID", "<" + id + "@" + from.substring(from.indexOf('@') + 1) + ">")
                    .addHeader("Auto-Submitted", "auto-generated"));
            unreachableSince = 0;
            return Result.SENT;
        } catch (RuntimeException failure) {
            var result = resultOf(failure);
            unreachableSince = result == Result.SERVER_UNREACHABLE ? System.nanoTime() : 0;
            LOG.warnf("mail %s was not taken: %s", id, result);
            return result;
        }
    }

    private static Result resultOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException refused) {
                return NO_SUCH_MAILBOX.contains(refused.getReplyCode())
                        ? Result.ADDRESS_REFUSED
                        : Result.SERVER_REFUSED;
            }
        }
        return Result.SERVER_UNREACHABLE;
    }
}
