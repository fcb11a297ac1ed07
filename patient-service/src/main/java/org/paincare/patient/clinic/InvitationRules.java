package org.paincare.patient.clinic;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.paincare.patient.DataFile;

/**
 * How long an invitation lasts, how often its mail is tried, and what the mail says.
 *
 * @param mail by language; {@code {clinic}}, {@code {address}} and {@code {until}} are filled in
 */
record InvitationRules(
        String version,
        String source,
        int validHours,
        int perClinicPerDay,
        int firstPauseSeconds,
        int longestPauseSeconds,
        int attemptsAtMost,
        Map<String, Words> mail) {

    /** What a mail says, before it is filled in. */
    record Words(String subject, String body) {}

    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm '('VV')'");

    InvitationRules {
        mail = Map.copyOf(mail);
        if (validHours < 1
                || validHours > 720
                || perClinicPerDay < 1
                || firstPauseSeconds < 1
                || longestPauseSeconds < firstPauseSeconds
                || attemptsAtMost < 1
                || !mail.containsKey("es")
                || !mail.containsKey("en")) {
            throw new IllegalStateException("the rules of invitations do not hold together");
        }
        mail.values().forEach(words -> {
            if (!words.body().contains("{address}") || words.subject().chars().anyMatch(Character::isISOControl)) {
                throw new IllegalStateException("a mail without the link, or with more than a line as subject");
            }
        });
    }

    static InvitationRules shipped() {
        return DataFile.read("/clinic/invitations-2026.1.json", InvitationRules.class);
    }

    Duration valid() {
        return Duration.ofHours(validHours);
    }

    /** How long to wait after so many failures: twice as long each time, up to the longest. */
    Duration pauseAfter(int failures) {
        var doublings = Math.min(Math.max(failures - 1, 0), 20);
        return Duration.ofSeconds(Math.min((long) firstPauseSeconds << doublings, longestPauseSeconds));
    }

    /** The mail in this language; the clinic's name is a line, so no header can follow it. */
    Words mail(String language, String clinic, String address, Instant until, ZoneId zone) {
        var words = mail.getOrDefault(language, mail.get("en"));
        return new Words(
                words.subject().replace("{clinic}", clinic),
                words.body()
                        .replace("{clinic}", clinic)
                        .replace("{until}", UNTIL.format(until.atZone(zone)))
                        .replace("{address}", address));
    }
}
