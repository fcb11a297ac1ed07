package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.paincare.testing.local.DemoUsers;

/** The reference board in a real browser, as a nurse has it before her. */
@QuarkusTest
class BoardTest extends WireTest {

    private static final String TILE = ".tile[data-session='" + Bedside.FIRST + "']";
    private static final String ACKNOWLEDGEMENT = "/v1/alarms/" + Bedside.ALARM + "/acknowledgement";

    private static Browser browser;

    private Bedside bedside;

    @BeforeAll
    static void openBrowser() throws Exception {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void peopleAreTreated() {
        bedside = new Bedside(patient, session);
    }

    @AfterEach
    void leave() {
        browser.go("about:blank");
        browser.size(1280, 900);
    }

    private static String address() {
        return "http://localhost:" + Outside.port("gateway") + "/board";
    }

    private void open(String language) {
        browser.go(address() + "?lang=" + language);
        browser.see("#token-summary").click();
        browser.see("#token").sendKeys(tokens.of(DemoUsers.named("nurse@bogota")));
        browser.see("#token-go").click();
        browser.see("#link[data-state=live]");
        browser.see(TILE);
    }

    @Test
    void whoIsInASessionIsATileWithValuesAndCurvesAndNoName() throws Exception {
        open("en");

        browser.awaitText(TILE + " .chair", "Silla 1");
        browser.awaitText(TILE + " .code", "Session 3F9A01");
        browser.awaitText(TILE + " .state", "Infusing · 24 min");
        browser.see(TILE + " .sign[data-sign=SPO2]");
        browser.awaitText(TILE + " .due", "Next vitals at");
        assertThat(browser.all(".tile")).hasSize(2);
        String curve = browser.await(
                "a curve",
                () -> browser.all(TILE + " .curve[data-sign=SPO2] path").stream()
                        .map(path -> path.getDomAttribute("d"))
                        .filter(d ->
                                d != null && d.chars().filter(c -> c == 'L').count() > 20)
                        .findFirst()
                        .orElse(null));
        assertThat(curve).startsWith("M");

        bedside.reading(Bedside.FIRST, "0197a000-0000-7000-8000-0000000b9999", 91);
        browser.awaitText(TILE + " .sign[data-sign=SPO2] dd", "91");
        assertThat(browser.text("body")).doesNotContain("Ficticia,", "Paciente", "Enfermera");
        browser.picture("board-calm");
    }

    @Test
    void aCriticalAlarmComesFirstIsReadOutAndSoundsUntilTheKeyboardAcknowledgesIt() throws Exception {
        open("en");
        browser.await(
                "sound on", () -> "on".equals(browser.script("return document.body.dataset.audio")) ? true : null);
        assertThat(browser.sees("#silent")).isFalse();
        BlockingQueue<WireServer.Received> posted = new LinkedBlockingQueue<>();
        session.on(ACKNOWLEDGEMENT, (request, peer) -> {
            posted.add(request);
            peer.json(
                    200,
                    Bedside.alarmOf(Bedside.SECOND, Bedside.ALARM, "CRITICAL", true, "ACKNOWLEDGED")
                            .encode());
        });

        bedside.alarm(Bedside.FIRST, "0197a000-0000-7000-8000-00000000a1a2", "ALERT", true, "RAISED");
        bedside.alarm(Bedside.SECOND, Bedside.ALARM, "CRITICAL", true, "RAISED");

        browser.awaitText("[aria-live=assertive]", "CRITICAL: Silla 2, SpO₂ 84 %, limit 88. Stop the infusion.");
        browser.awaitText("#tiles > :first-child .chair", "Silla 2");
        browser.awaitText(".alarm[data-level=CRITICAL] .action", "Stop the infusion");
        browser.await("it sounds", () -> beeps() >= 3 ? true : null);
        assertThat(browser.script("return document.body.dataset.sounding")).isEqualTo("critical");
        browser.picture("board-alarm");

        browser.press("a");
        assertThat(browser.focused().getDomAttribute("aria-label")).startsWith("Acknowledge: Silla 2");
        assertThat(browser.script("return getComputedStyle(document.activeElement).outlineWidth"))
                .isEqualTo("4px");
        browser.press(Keys.ENTER);

        WireServer.Received request = posted.poll(5, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        assertThat(request.header("Idempotency-Key")).hasSize(1);
        assertThat(request.header("Authorization")).hasSize(1);
        browser.see(".alarm[data-level=CRITICAL][data-state=ACKNOWLEDGED]");
        browser.await(
                "only the alert calls",
                () -> "alert".equals(browser.script("return document.body.dataset.sounding")) ? true : null);
    }

    private static long beeps() {
        return ((Number) browser.script("return Number(document.body.dataset.beeps ?? 0)")).longValue();
    }

    @Test
    void anAlarmThatIsNotStoredIsMarkedAndShownOnce() {
        open("en");

        bedside.alarm(Bedside.FIRST, Bedside.ALARM, "CRITICAL", false, "RAISED");
        browser.see(".alarm[data-stored=false]");
        browser.awaitText(".alarm .more", "not stored yet");
        bedside.alarm(Bedside.FIRST, Bedside.ALARM, "CRITICAL", true, "RAISED");
        bedside.alarm(Bedside.FIRST, Bedside.ALARM, "CRITICAL", false, "RAISED");

        browser.see(".alarm[data-stored=true]");
        bedside.reading(Bedside.FIRST, "0197a000-0000-7000-8000-0000000b9998", 84);
        browser.awaitText(TILE + " .sign[data-sign=SPO2] dd", "84");
        assertThat(browser.all(".alarm")).hasSize(1);
        assertThat(browser.all(".alarm[data-stored=true]")).hasSize(1);
    }

    @Test
    void anAcknowledgementThatFailsIsSaidAndCanBeTriedAgain() {
        session.on(ACKNOWLEDGEMENT, (request, peer) -> peer.json(503, "{}"));
        open("en");
        bedside.alarm(Bedside.FIRST, Bedside.ALARM, "CRITICAL", true, "RAISED");

        browser.see(".acknowledge").click();

        browser.awaitText(".alarm .failed", "Not acknowledged");
        assertThat(browser.see(".acknowledge").isEnabled()).isTrue();
    }

    @Test
    void silenceIsDisconnectedWithinSixSecondsAndWhatWasMissedIsAskedFor() throws Exception {
        open("es");
        bedside.reading(Bedside.FIRST, "0197a000-0000-7000-8000-0000000b9997", 93);
        browser.awaitText(TILE + " .sign[data-sign=SPO2] dd", "93");

        bedside.fallSilent();
        long silent = System.nanoTime();
        browser.see("#gone");
        assertThat(Duration.ofNanos(System.nanoTime() - silent)).isLessThan(Duration.ofSeconds(6));
        browser.awaitText("#link", "DESCONECTADO");
        browser.awaitText("[aria-live=assertive]", "DESCONECTADO");
        browser.picture("board-disconnected");

        bedside.speak();
        browser.see("#link[data-state=live]");
        assertThat(browser.sees("#gone")).isFalse();
        assertThat(bedside.opened().getLast().header("Last-Event-ID"))
                .containsExactly("0197a000-0000-7000-8000-0000000b9997");
    }

    @Test
    void afterAResyncNothingOldIsLeft() {
        open("en");
        bedside.alarm(Bedside.FIRST, Bedside.ALARM, "CRITICAL", true, "RAISED");
        browser.see(".alarm");

        bedside.tell("resync", "", new JsonObject().put("reason", "ID_UNKNOWN"));

        browser.await("no alarm", () -> browser.all(".alarm").isEmpty() ? true : null);
        browser.see(TILE + " .sign[data-sign=SPO2]");
    }

    @Test
    void itSpeaksSpanishAndEnglishAndFitsAPhone() throws Exception {
        open("es");
        browser.awaitText("h1", "Sesiones en curso");
        bedside.alarm(Bedside.FIRST, Bedside.ALARM, "CRITICAL", true, "RAISED");
        browser.awaitText(".alarm .action", "Detenga la infusión");

        browser.size(500, 800);
        browser.script("document.documentElement.style.maxWidth = '360px'");
        assertThat(browser.script("return document.querySelector('main').scrollWidth <= 360"))
                .isEqualTo(true);
        browser.picture("board-phone");

        browser.see("#language").click();
        browser.awaitText("h1", "Sessions in progress");
        browser.awaitText(".alarm .action", "Stop the infusion");
        assertThat(browser.script("return document.documentElement.lang")).isEqualTo("en");
    }

    @Test
    void onePersonLogsInAtTheIssuerAndTheBoardSaysThatItIsMuteUntilItIsTouched() {
        browser.go(address());
        browser.see("#login-go").click();
        browser.see("#username").sendKeys("nurse@bogota");
        browser.see("#password").sendKeys(DemoUsers.PASSWORD, Keys.ENTER);

        browser.see(TILE);
        assertThat(browser.address()).doesNotContain("code=", "state=");
        browser.awaitText("#sound", "SOUND IS OFF");
        browser.see("#sound").click();
        browser.await("sound on", () -> browser.sees("#silent") ? null : true);
        browser.see("#leave").click();
        browser.see("#login-go");
        assertThat(browser.all(".tile")).isEmpty();
    }
}
