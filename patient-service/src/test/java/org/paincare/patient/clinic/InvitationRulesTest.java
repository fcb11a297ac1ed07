package org.paincare.patient.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class InvitationRulesTest {

    private static final InvitationRules RULES = InvitationRules.shipped();

    @Test
    void eachFailureWaitsTwiceAsLongAsTheOneBeforeUpToAnHour() {
        assertThat(RULES.pauseAfter(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RULES.pauseAfter(2)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RULES.pauseAfter(6)).isEqualTo(Duration.ofMinutes(32));
        assertThat(RULES.pauseAfter(7)).isEqualTo(Duration.ofHours(1));
        assertThat(RULES.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theMailSaysWhichClinicWhereAndUntilWhenOnTheClinicsOwnClock() {
        var until = Instant.parse("2026-12-06T03:30:00Z");
        for (var language : new String[] {"es", "en"}) {
            var words = RULES.mail(
                    language, "Clínica {address}", "https://x.example/#t", until, ZoneId.of("America/Bogota"));

            assertThat(words.subject()).contains("Clínica").doesNotContain("\n");
            assertThat(words.body()).contains("https://x.example/#t", "2026-12-05 22:30 (America/Bogota)");
        }
    }

    @Test
    void inProductionNoLinkGoesOverAnOpenWireOrFromNobodysAddress() {
        assertThat(MailServer.refusal(false, "REQUIRED", "no-reply@clinic.example"))
                .isNull();
        assertThat(MailServer.refusal(true, "DISABLED", "no-reply@clinic.example"))
                .isNull();
        assertThat(MailServer.refusal(false, "OPTIONAL", "no-reply@clinic.example"))
                .contains("PAINCARE_SMTP_START_TLS");
        assertThat(MailServer.refusal(false, "REQUIRED", "no-reply@paincare.invalid"))
                .contains("PAINCARE_MAIL_FROM");
    }
}
