package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.paincare.testing.local.DemoUsers;

/** The developer portal in a real browser, as somebody has it who comes to build a frontend. */
@QuarkusTest
class PortalTest extends WireTest {

    private static Browser browser;

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
    void aServiceIsDescribed() throws Exception {
        try (var file = PortalTest.class.getResourceAsStream("/portal-document.json")) {
            String document = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            patient.on("/q/openapi", (request, peer) -> peer.json(200, document));
        }
        browser.await("the document is the service's", () -> document().contains("Register a patient") ? true : null);
        browser.size(1280, 900);
    }

    /** Each look has the gateway ask the services again. */
    private static String document() {
        try {
            return raw("GET /openapi HTTP/1.1\r\nHost: g\r\n\r\n").body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void open(String path) {
        browser.go("http://localhost:" + Outside.port("gateway") + path);
    }

    private static void fits(int width) {
        browser.script("document.documentElement.style.maxWidth = arguments[0] + 'px'", width);
        assertThat(browser.script("return document.querySelector('main').scrollWidth <= arguments[0]", width))
                .isEqualTo(true);
    }

    @Test
    void theKeyboardLeadsPastTheMenuAndThroughEveryGuide() throws Exception {
        open("/?lang=en");
        browser.awaitText("h1", "First call in 5 minutes");
        browser.picture("portal-start");
        browser.press(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to content");
        browser.press(Keys.ENTER);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("content");

        List<String> pages = browser.all("nav a").stream()
                .map(link -> Objects.requireNonNull(link.getDomAttribute("href")))
                .toList();
        assertThat(pages).hasSize(11);
        for (String page : pages) {
            open(page);
            browser.see("nav a[aria-current=page]");
            assertThat(browser.all("h1")).hasSizeGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void itSpeaksSpanishAndFitsAPhone() throws Exception {
        browser.size(500, 800);
        for (String page : List.of("/", "/portal/errors", "/portal/events", "/portal/status")) {
            open(page + "?lang=es");
            assertThat(browser.script("return document.documentElement.lang")).isEqualTo("es");
            fits(360);
        }
        browser.picture("portal-phone");
        browser.see(".tools a[hreflang=en]").click();
        browser.awaitText("h1", "Status");
    }

    @Test
    void everyCodeEveryEventAndEveryServiceIsShown() throws Exception {
        open("/portal/errors?lang=es");
        browser.awaitText("#UPSTREAM_BUSY", "UPSTREAM_BUSY");
        browser.awaitText("#problem-codes", "Aquí no hay nada");
        browser.see("#filter").sendKeys("upstream");
        browser.await("the others are gone", () -> browser.sees("#NOT_FOUND") ? null : true);

        open("/portal/events?lang=en");
        assertThat(browser.all("details")).hasSizeGreaterThan(30);
        browser.see("#SessionStarted summary").click();
        browser.awaitText("#SessionStarted[open]", "dosingWeightKg");
        browser.picture("portal-events");

        open("/portal/status?lang=en");
        browser.awaitText("#services", "patient");
    }

    @Test
    void theReferenceIsTheDocumentAndFetchesNothingElse() throws Exception {
        open("/portal/reference?lang=en");

        // The first group; further ones are drawn when they are scrolled to.
        browser.awaitText("#reference", "Let a program in");
        browser.picture("portal-reference");
        Object elsewhere = browser.script("return performance.getEntriesByType('resource').map(each => each.name)"
                + ".filter(name => !name.startsWith(location.origin) && !name.startsWith('data:'))");
        assertThat(elsewhere).isEqualTo(List.of());
        assertThat(browser.see("#reference h1").getSize().getWidth()).isGreaterThan(100);
        browser.size(500, 800);
        browser.picture("portal-reference-phone");
    }

    @Test
    void whoLogsInAtTheIssuerTriesCallsWithTheirToken() {
        open("/portal/reference?lang=en");
        browser.see("#login").click();
        browser.see("#username").sendKeys("nurse@bogota");
        browser.see("#password").sendKeys(DemoUsers.PASSWORD, Keys.ENTER);

        browser.awaitText("#login-state", "You are logged in");
        assertThat(browser.address()).endsWith("/portal/reference?lang=en");
        browser.awaitText("#reference", "Let a program in");
        browser.await("the viewer has the token", () -> holdsToken() ? true : null);
        browser.see("#leave").click();
        browser.see("#login");
        browser.awaitText("#reference", "Let a program in");
        assertThat(holdsToken()).isFalse();
    }

    /** Whether a field of the viewer holds a token, or its example of a call does. */
    private static boolean holdsToken() {
        return Boolean.TRUE.equals(browser.script("const page = document.querySelector('#reference');"
                + "return page.innerHTML.includes('eyJ') || page.textContent.includes('eyJ')"
                + " || [...page.querySelectorAll('input')].some(field => field.value.startsWith('eyJ'))"));
    }
}
